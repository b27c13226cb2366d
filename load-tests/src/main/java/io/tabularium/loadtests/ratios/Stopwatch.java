package io.tabularium.loadtests.ratios;

/** Tells the time since it was made. */
final class Stopwatch {

    private static final double SECOND = 1e9;

    private final long start = System.nanoTime();

    double seconds() {
        return (System.nanoTime() - start) / SECOND;
    }
}
