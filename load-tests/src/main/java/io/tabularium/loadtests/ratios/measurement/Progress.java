package io.tabularium.loadtests.ratios.measurement;

import java.util.Locale;

/** Prints what is being measured, with the seconds since the start. */
public final class Progress {

    private final Stopwatch time = new Stopwatch();

    public void report(String format, Object... values) {
        String text = String.format(Locale.ROOT, format, values);
        System.out.printf(Locale.ROOT, "%6.1f s  %s%n", time.seconds(), text);
    }
}
