package io.tabularium.loadtests.ratios.measurement;

/** Measures the time since its construction. */
public final class Stopwatch {

    private static final double SECOND = 1e9;

    private final long start = System.nanoTime();

    public double seconds() {
        return (System.nanoTime() - start) / SECOND;
    }
}
