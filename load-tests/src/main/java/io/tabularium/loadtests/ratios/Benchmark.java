package io.tabularium.loadtests.ratios;

import java.util.List;

/** One path, measured beside its limit. */
sealed interface Benchmark
        permits BulkBenchmark,
                KindBenchmark,
                StreamBenchmark,
                CreateBenchmark,
                LoneWriteBenchmark,
                HotGetBenchmark,
                PageBenchmark,
                ZipfPageBenchmark,
                CursorBenchmark,
                MemoryBenchmark {

    /** What it is selected by. */
    String path();

    /**
     * Measures.
     *
     * @throws Exception if it cannot, or an answer is wrong
     */
    List<Result> run(Workbench bench) throws Exception;
}
