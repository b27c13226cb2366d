package io.tabularium.loadtests.ratios.benchmark.postgresql;

import io.tabularium.loadtests.ratios.benchmark.Benchmark;
import io.tabularium.loadtests.ratios.data.DataKind;

import java.util.Arrays;
import java.util.stream.Stream;

/** The benchmarks of the service on PostgreSQL, in the order in which they run. */
public final class PostgreSqlBenchmarks {

    private PostgreSqlBenchmarks() {}

    /** One for each path. */
    public static Stream<Benchmark> paths() {
        return Stream.of(
                new PostgreSqlBulkBenchmark(),
                new PostgreSqlStreamBenchmark(),
                new PostgreSqlCreateBenchmark(),
                new PostgreSqlGetBenchmark(),
                new PostgreSqlPageBenchmark());
    }

    /** One for each kind of data. */
    public static Stream<Benchmark> kinds() {
        return Arrays.stream(DataKind.values()).map(PostgreSqlKindBenchmark::new);
    }
}
