package io.tabularium.loadtests.ratios.benchmark;

import io.tabularium.loadtests.ratios.measurement.Result;

import java.util.List;

/** Measures one path of the service against its limit. */
public interface Benchmark {

    /** Name that selects this benchmark on the command line. */
    String path();

    /** Name that selects all benchmarks of the same group. */
    default String group() {
        return "all";
    }

    /**
     * Measures the path and returns the lines of the result table.
     *
     * @throws Exception if the measurement fails or a response is wrong
     */
    List<Result> run(Workbench bench) throws Exception;
}
