package io.tabularium;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a metrics endpoint exposes, in Prometheus' text format. */
record Exposition(List<Series> series) {

    private static final Pattern LINE =
            Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)(?: \\S+)?");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** One line of it. */
    record Series(String name, Map<String, String> labels, double value) {}

    static Exposition parse(String text) {
        return new Exposition(
                text.lines()
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .map(Exposition::series)
                        .toList());
    }

    private static Series series(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new AssertionError("no series: " + line);
        }
        Map<String, String> labels = new TreeMap<>();
        if (matcher.group(2) != null) {
            Matcher label = LABEL.matcher(matcher.group(2));
            while (label.find()) {
                labels.put(label.group(1), label.group(2));
            }
        }
        return new Series(matcher.group(1), labels, Double.parseDouble(matcher.group(3)));
    }

    List<Series> of(String name) {
        return series.stream().filter(one -> one.name().equals(name)).toList();
    }

    Set<String> names() {
        return series.stream().map(Series::name).collect(Collectors.toSet());
    }

    /** Names with their labels, without what they count. */
    Set<String> identities() {
        return series.stream().map(one -> one.name() + one.labels()).collect(Collectors.toSet());
    }

    /** The sum of the series that have these labels, names and values by turns. */
    double sum(String name, String... labels) {
        return of(name).stream().filter(one -> has(one, labels)).mapToDouble(Series::value).sum();
    }

    private static boolean has(Series series, String... labels) {
        for (int i = 0; i < labels.length; i += 2) {
            if (!labels[i + 1].equals(series.labels().get(labels[i]))) {
                return false;
            }
        }
        return true;
    }
}
