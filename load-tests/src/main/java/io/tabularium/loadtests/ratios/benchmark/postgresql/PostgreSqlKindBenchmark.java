package io.tabularium.loadtests.ratios.benchmark.postgresql;

import io.tabularium.loadtests.ratios.benchmark.Benchmark;
import io.tabularium.loadtests.ratios.benchmark.PostgreSqlPair;
import io.tabularium.loadtests.ratios.benchmark.ServiceStream;
import io.tabularium.loadtests.ratios.benchmark.Workbench;
import io.tabularium.loadtests.ratios.data.DataFile;
import io.tabularium.loadtests.ratios.data.DataFormat;
import io.tabularium.loadtests.ratios.data.DataKind;
import io.tabularium.loadtests.ratios.measurement.RatioSettings;
import io.tabularium.loadtests.ratios.measurement.Result;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures one kind of data on PostgreSQL. Loads it as NDJSON over HTTP, every value validated,
 * against {@code COPY … FROM STDIN} of the same rows; then streams it as NDJSON against {@code COPY
 * (SELECT row_to_json(…)) TO STDOUT}.
 */
record PostgreSqlKindBenchmark(DataKind kind) implements Benchmark {

    private static final String TABLE = "data";

    @Override
    public String path() {
        return "pg-" + kind.path();
    }

    @Override
    public String group() {
        return "pg-kinds";
    }

    @Override
    public List<Result> run(Workbench bench) throws Exception {
        RatioSettings settings = bench.settings();
        int rows = kind.rows(settings.rows());
        bench.progress().report("%s, %,d rows, seed %d", path(), rows, settings.seed());
        Path schemas = bench.folder();
        Files.writeString(schemas.resolve(TABLE + ".schema.json"), kind.schemaFile());
        Path data = bench.data(new DataFile(kind, settings.seed()), DataFormat.NDJSON, rows);
        try (PostgreSqlPair pair = PostgreSqlPair.start(bench, schemas)) {
            return List.of(
                    new PostgreSqlLoadComparison(bench, pair, TABLE, data, rows)
                            .measure(path() + ", load", PostgreSqlBulkBenchmark.BAR),
                    ServiceStream.of(pair.service(), TABLE, rows)
                            .against(() -> pair.raw().export(TABLE, rows))
                            .measure(path() + ", stream", bench, PostgreSqlStreamBenchmark.BAR));
        } finally {
            Files.delete(data);
        }
    }
}
