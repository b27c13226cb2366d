package io.tabularium.loadtests.ratios.benchmark.duckdb;

import io.tabularium.loadtests.ratios.benchmark.Benchmark;
import io.tabularium.loadtests.ratios.benchmark.ServiceStream;
import io.tabularium.loadtests.ratios.benchmark.Workbench;
import io.tabularium.loadtests.ratios.data.DataFile;
import io.tabularium.loadtests.ratios.data.DataFormat;
import io.tabularium.loadtests.ratios.data.DataKind;
import io.tabularium.loadtests.ratios.limit.RawDuckDb;
import io.tabularium.loadtests.ratios.measurement.Comparison;
import io.tabularium.loadtests.ratios.measurement.RatioSettings;
import io.tabularium.loadtests.ratios.measurement.Result;
import io.tabularium.loadtests.ratios.server.ServiceProcess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Measures one kind of data. Loads it as NDJSON and as CSV over HTTP, every value validated,
 * against DuckDB's {@code INSERT … FROM read_json} and {@code read_csv} of the same files; then
 * streams it as NDJSON against DuckDB's {@code COPY … TO}. On both sides each load fills its own
 * empty table. The first load does not count.
 */
record KindBenchmark(DataKind kind) implements Benchmark {

    @Override
    public String path() {
        return kind.path();
    }

    @Override
    public String group() {
        return "kinds";
    }

    @Override
    public List<Result> run(Workbench bench) throws Exception {
        bench.progress()
                .report(
                        "%s, %,d rows, seed %d",
                        path(), rows(bench.settings()), bench.settings().seed());
        Path folder = bench.folder();
        try (ServiceProcess service =
                        ServiceProcess.start(bench.settings(), folder, schemas(bench));
                RawDuckDb raw = RawDuckDb.open(bench.settings(), folder.resolve("raw.duckdb"))) {
            Sides sides = new Sides(bench, service, raw);
            return List.of(
                    load(sides, DataFormat.NDJSON, ndjsonBar()),
                    load(sides, DataFormat.CSV, new Result.Bar.None()),
                    stream(sides, folder.resolve("export.ndjson")));
        } finally {
            bench.delete(folder);
        }
    }

    private Result.Bar ndjsonBar() {
        return new Result.Bar.AtLeast(0.5, kind.isKeyed() ? 0.5 : 0.7);
    }

    private Result load(Sides sides, DataFormat format, Result.Bar bar) throws Exception {
        RatioSettings settings = sides.bench().settings();
        int rows = rows(settings);
        Path file = sides.bench().data(new DataFile(kind, settings.seed()), format, rows);
        List<String> tables = tables(format, settings);
        List<String> serverTables = new ArrayList<>(tables);
        List<String> rawTables = new ArrayList<>(tables);
        Comparison comparison =
                new Comparison(
                        () ->
                                rows
                                        / loadIntoService(
                                                sides, serverTables.removeFirst(), format, file),
                        () -> rows / loadIntoDuckDb(sides, rawTables.removeFirst(), format, file));
        comparison.measure(1, sides.bench().progress());
        Comparison.Medians medians =
                comparison.measure(settings.repetitions(), sides.bench().progress());
        Files.delete(file);
        return Result.of(path() + ", load " + format, "rows/s", medians, bar);
    }

    private double loadIntoService(Sides sides, String table, DataFormat format, Path file)
            throws IOException {
        double seconds = sides.service().load(table, format, file);
        sides.service().requireCount(table, rows(sides.bench().settings()));
        return seconds;
    }

    private double loadIntoDuckDb(Sides sides, String table, DataFormat format, Path file)
            throws SQLException {
        sides.raw().createTable(table, kind.engineColumns(), kind.isKeyed());
        return sides.raw().load(table, kind.engineColumns(), format, file);
    }

    private Result stream(Sides sides, Path file) throws Exception {
        RatioSettings settings = sides.bench().settings();
        String table = tables(DataFormat.NDJSON, settings).getFirst();
        return ServiceStream.of(sides.service(), table, rows(settings))
                .against(() -> sides.raw().export(table, file))
                .measure(path() + ", stream", sides.bench(), StreamBenchmark.BAR);
    }

    private int rows(RatioSettings settings) {
        return kind.rows(settings.rows());
    }

    private Path schemas(Workbench bench) throws IOException {
        Path folder = bench.folder();
        for (DataFormat format : DataFormat.values()) {
            for (String table : tables(format, bench.settings())) {
                Files.writeString(folder.resolve(table + ".schema.json"), kind.schemaFile());
            }
        }
        return folder;
    }

    /** One table for each load, and one for the warm-up. */
    private static List<String> tables(DataFormat format, RatioSettings settings) {
        String prefix =
                switch (format) {
                    case NDJSON -> "ndjson";
                    case CSV -> "csv";
                };
        return IntStream.rangeClosed(0, settings.repetitions())
                .mapToObj(number -> prefix + number)
                .toList();
    }

    private record Sides(Workbench bench, ServiceProcess service, RawDuckDb raw) {}
}
