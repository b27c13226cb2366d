package io.tabularium.loadtests.ratios;

/** Measures the time since its construction. */
final class Stopwatch {

    private static final double SECOND = 1e9;

    private final long start = System.nanoTime();

    double seconds() {
        return (System.nanoTime() - start) / SECOND;
    }
}
