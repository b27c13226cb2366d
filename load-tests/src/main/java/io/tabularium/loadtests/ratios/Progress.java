package io.tabularium.loadtests.ratios;

import java.time.Duration;
import java.util.Locale;

/** Says what is being done, and how long after the start. */
final class Progress {

    private final long start = System.nanoTime();

    void report(String format, Object... values) {
        double seconds = (System.nanoTime() - start) / (double) Duration.ofSeconds(1).toNanos();
        String text = String.format(Locale.ROOT, format, values);
        System.out.printf(Locale.ROOT, "%6.1f s  %s%n", seconds, text);
    }
}
