package io.tabularium.loadtests.ratios.benchmark.duckdb;

import io.tabularium.loadtests.ratios.benchmark.Benchmark;
import io.tabularium.loadtests.ratios.data.DataKind;

import java.util.Arrays;
import java.util.stream.Stream;

/** The benchmarks of the service on DuckDB, in the order in which they run. */
public final class DuckDbBenchmarks {

    private DuckDbBenchmarks() {}

    /** One for each path. */
    public static Stream<Benchmark> paths() {
        return Stream.of(
                new BulkBenchmark(),
                new StreamBenchmark(),
                new CreateBenchmark(),
                new LoneWriteBenchmark(),
                new HotGetBenchmark(),
                new PageBenchmark(),
                new ZipfPageBenchmark(),
                new CursorBenchmark(),
                new MemoryBenchmark());
    }

    /** One for each kind of data. */
    public static Stream<Benchmark> kinds() {
        return Arrays.stream(DataKind.values()).map(KindBenchmark::new);
    }
}
