package io.tabularium;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a PromQL expression asks for: metrics by name, each with what is said of its labels. */
record PromQuery(String text, List<Selector> selectors, List<String> groupings) {

    /** What a scrape adds to every series, and what Prometheus makes of buckets. */
    private static final Set<String> ADDED = Set.of("instance", "job");

    private static final Pattern GROUPING = Pattern.compile("\\b(?:by|without)\\s*\\(([^)]*)\\)");
    private static final Pattern RANGE = Pattern.compile("\\[[^\\]]*]");
    private static final Pattern NAME =
            Pattern.compile("(?<![\\w.])([a-zA-Z_:][\\w:]*)\\s*(\\(|\\{[^}]*})?");
    private static final Pattern MATCHER =
            Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");
    private static final Pattern PLAIN_ALTERNATIVES = Pattern.compile("[\\w-]+(?:\\|[\\w-]+)*");
    private static final Set<String> WORDS = Set.of("by", "without", "and", "or", "unless", "bool");

    /** One metric in it. */
    record Selector(String name, List<LabelMatcher> matchers) {}

    /** One condition on a label. */
    record LabelMatcher(String label, String value) {

        /** The values it names, as far as it names any. */
        List<String> values() {
            return PLAIN_ALTERNATIVES.matcher(value).matches()
                    ? List.of(value.split("\\|"))
                    : List.of();
        }
    }

    static PromQuery parse(String text) {
        List<String> groupings = new ArrayList<>();
        Matcher grouping = GROUPING.matcher(text);
        while (grouping.find()) {
            groupings.addAll(List.of(grouping.group(1).trim().split("\\s*,\\s*")));
        }
        String rest = RANGE.matcher(grouping.replaceAll(" ")).replaceAll(" ");
        List<Selector> selectors = new ArrayList<>();
        Matcher name = NAME.matcher(rest);
        while (name.find()) {
            boolean function = "(".equals(name.group(2));
            if (!function && !WORDS.contains(name.group(1))) {
                selectors.add(new Selector(name.group(1), matchers(name.group(2))));
            }
        }
        return new PromQuery(text, selectors, groupings);
    }

    private static List<LabelMatcher> matchers(String braces) {
        if (braces == null) {
            return List.of();
        }
        return MATCHER.matcher(braces)
                .results()
                .map(found -> new LabelMatcher(found.group(1), found.group(3)))
                .toList();
    }

    /** What of it no series has; empty if it can be answered. */
    List<String> unanswered(Exposition exposed) {
        Stream<String> names = selectors.stream().flatMap(one -> faults(one, exposed));
        Stream<String> labels =
                groupings.stream()
                        .filter(label -> !ADDED.contains(label))
                        .filter(
                                label ->
                                        selectors.stream()
                                                .noneMatch(one -> has(one, label, exposed)))
                        .map(label -> "nothing has the label " + label);
        return Stream.concat(names, labels).map(fault -> fault + " in " + text).toList();
    }

    private static Stream<String> faults(Selector selector, Exposition exposed) {
        if (exposed.of(selector.name()).isEmpty()) {
            return Stream.of("no metric " + selector.name());
        }
        return selector.matchers().stream()
                .filter(matcher -> !ADDED.contains(matcher.label()))
                .flatMap(matcher -> faults(selector, matcher, exposed));
    }

    private static Stream<String> faults(
            Selector selector, LabelMatcher matcher, Exposition exposed) {
        if (!has(selector, matcher.label(), exposed)) {
            return Stream.of(selector.name() + " has no label " + matcher.label());
        }
        return matcher.values().stream()
                .filter(
                        value ->
                                exposed.of(selector.name()).stream()
                                        .noneMatch(
                                                one ->
                                                        value.equals(
                                                                one.labels().get(matcher.label()))))
                .map(value -> selector.name() + " has no " + matcher.label() + " " + value);
    }

    private static boolean has(Selector selector, String label, Exposition exposed) {
        return exposed.of(selector.name()).stream()
                .anyMatch(one -> one.labels().containsKey(label));
    }
}
