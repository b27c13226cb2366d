package io.tabularium.loadtests.ratios.benchmark.duckdb;

import io.tabularium.loadtests.ratios.benchmark.Benchmark;
import io.tabularium.loadtests.ratios.benchmark.Workbench;
import io.tabularium.loadtests.ratios.data.DataFormat;
import io.tabularium.loadtests.ratios.data.ProductionTable;
import io.tabularium.loadtests.ratios.limit.RawDuckDb;
import io.tabularium.loadtests.ratios.measurement.Comparison;
import io.tabularium.loadtests.ratios.measurement.Result;
import io.tabularium.loadtests.ratios.server.ServiceProcess;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A bulk load of NDJSON over HTTP, in which every value is validated, against DuckDB's {@code
 * INSERT … FROM read_json} of the same file, which validates nothing. Each load fills an empty
 * table of a new database. Before it, the service loads fewer rows into another table: its code is
 * then compiled, and the measured table is still empty.
 */
final class BulkBenchmark implements Benchmark {

    private static final String TABLE = ProductionTable.NAME;
    private static final String WARM_UP = "warm_up";
    private static final int WARM_UP_SHARE = 4;

    @Override
    public String path() {
        return "bulk";
    }

    @Override
    public List<Result> run(Workbench bench) throws Exception {
        List<Result> results = new ArrayList<>();
        for (ProductionTable table : ProductionTable.LOADED) {
            bench.progress().report("bulk, %s, against read_json", table.title());
            Comparison comparison =
                    new Comparison(
                            () -> loadIntoService(bench, table),
                            () -> loadIntoDuckDb(bench, table));
            Comparison.Medians medians =
                    comparison.measure(bench.settings().repetitions(), bench.progress());
            Result.Bar bar = new Result.Bar.AtLeast(0.5, 0.8);
            results.add(Result.of("bulk, " + table.title(), "rows/s", medians, bar));
        }
        return results;
    }

    private double loadIntoService(Workbench bench, ProductionTable table)
            throws IOException, InterruptedException {
        int rows = bench.settings().rows();
        Path data = bench.data(rows);
        Path warmUp = bench.data(rows / WARM_UP_SHARE);
        Path schemas = bench.schemas(table, TABLE, WARM_UP);
        Path folder = bench.folder();
        try (ServiceProcess service = ServiceProcess.start(bench.settings(), folder, schemas)) {
            service.load(WARM_UP, warmUp);
            double seconds = service.load(TABLE, data);
            service.requireCount(TABLE, rows);
            return rows / seconds;
        } finally {
            bench.delete(folder);
        }
    }

    private double loadIntoDuckDb(Workbench bench, ProductionTable table)
            throws IOException, SQLException {
        int rows = bench.settings().rows();
        Path folder = bench.folder();
        try (RawDuckDb raw = RawDuckDb.open(bench.settings(), folder.resolve("raw.duckdb"))) {
            raw.createTable(TABLE, ProductionTable.COLUMNS, table.isKeyed());
            return rows
                    / raw.load(TABLE, ProductionTable.COLUMNS, DataFormat.NDJSON, bench.data(rows));
        } finally {
            bench.delete(folder);
        }
    }
}
