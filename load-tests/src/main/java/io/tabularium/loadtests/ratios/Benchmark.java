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
                MemoryBenchmark,
                PostgreSqlBulkBenchmark,
                PostgreSqlStreamBenchmark,
                PostgreSqlCreateBenchmark,
                PostgreSqlGetBenchmark,
                PostgreSqlPageBenchmark,
                PostgreSqlKindBenchmark {

    /** What it alone is selected by. */
    String path();

    /** What it is selected by with others. */
    default String group() {
        return "all";
    }

    /**
     * Measures.
     *
     * @throws Exception if it cannot, or an answer is wrong
     */
    List<Result> run(Workbench bench) throws Exception;
}
