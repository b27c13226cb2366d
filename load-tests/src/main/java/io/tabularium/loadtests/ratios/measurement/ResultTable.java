package io.tabularium.loadtests.ratios.measurement;

import java.util.List;
import java.util.Locale;

/** Prints the results to standard output as a table, one line for each. */
public record ResultTable(List<Result> results) {

    public void print() {
        if (results.isEmpty()) {
            return;
        }
        int width = results.stream().mapToInt(result -> result.path().length()).max().orElse(4);
        String row = "%-" + width + "s  %14s  %14s  %-8s  %6s  %-16s  %s%n";
        System.out.println();
        System.out.printf(row, "path", "ours", "limit", "unit", "ratio", "bar", "verdict");
        for (Result result : results) {
            System.out.printf(
                    Locale.ROOT,
                    row,
                    result.path(),
                    number(result.ours()),
                    number(result.limit()),
                    result.unit(),
                    number(result.ratio()),
                    bar(result),
                    verdict(result));
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%,.2f" : "%,.0f", value);
    }

    private static String bar(Result result) {
        return switch (result.bar()) {
            case Result.Bar.AtLeast(double ratio, double goal) when goal > ratio ->
                    "%s, goal %s".formatted(ratio, goal);
            case Result.Bar.AtLeast(double ratio, _) -> "%s".formatted(ratio);
            case Result.Bar.WithinLimit() -> "at most 1";
            case Result.Bar.None() -> "";
        };
    }

    private static String verdict(Result result) {
        return switch (result.bar()) {
            case Result.Bar.None() -> "";
            case Result.Bar.AtLeast(_, double goal) when result.ratio() >= goal -> "holds";
            case Result.Bar bar -> result.holds() ? "holds" + below(bar) : "FAILS";
        };
    }

    private static String below(Result.Bar bar) {
        return bar instanceof Result.Bar.AtLeast ? ", goal open" : "";
    }
}
