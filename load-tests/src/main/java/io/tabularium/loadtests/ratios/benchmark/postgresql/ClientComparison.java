package io.tabularium.loadtests.ratios.benchmark.postgresql;

import io.tabularium.loadtests.ratios.benchmark.Workbench;
import io.tabularium.loadtests.ratios.http.HttpLoad;
import io.tabularium.loadtests.ratios.limit.RawClients;
import io.tabularium.loadtests.ratios.measurement.Comparison;
import io.tabularium.loadtests.ratios.measurement.RatioSettings;

/**
 * Measures HTTP clients of the service and JDBC clients of the PostgreSQL server in turn, each for
 * the time that the settings give.
 *
 * @param warmUp number of requests to the service that do not count: the JVM compiles its code in
 *     them
 */
record ClientComparison(HttpLoad load, HttpLoad.Traffic traffic, RawClients limit, int warmUp) {

    /** A warm-up that compiles the code of one kind of request. */
    static final int MANY = 100_000;

    Comparison.Medians measure(Workbench bench) throws Exception {
        RatioSettings settings = bench.settings();
        double rate = load.perSecond(HttpLoad.ENDLESS, traffic.first(warmUp));
        bench.progress().report("  warm-up, %,d requests %,11.0f/s", warmUp, rate);
        Comparison comparison =
                new Comparison(
                        () -> load.perSecond(settings.time(), traffic),
                        () -> limit.perSecond(settings.time()));
        comparison.measure(1, bench.progress());
        return comparison.measure(settings.repetitions(), bench.progress());
    }
}
