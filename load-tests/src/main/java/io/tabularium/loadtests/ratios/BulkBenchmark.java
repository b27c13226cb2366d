package io.tabularium.loadtests.ratios;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A bulk load of NDJSON over HTTP, all of it validated, against the engine's own {@code INSERT …
 * FROM read_json} of the same file, which validates nothing. Both load into an empty table of a
 * database of its own each time, the service after a smaller load into another table, because its
 * compiler is to be warm and its database not.
 */
final class BulkBenchmark implements Benchmark {

    private static final String TABLE = "production";
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
                    new Comparison(() -> service(bench, table), () -> engine(bench, table));
            Comparison.Medians medians =
                    comparison.measure(bench.settings().repetitions(), bench.progress());
            Result.Bar bar = new Result.Bar.AtLeast(0.5, 0.8);
            results.add(Result.of("bulk, " + table.title(), "rows/s", medians, bar));
        }
        return results;
    }

    private double service(Workbench bench, ProductionTable table)
            throws IOException, InterruptedException {
        int rows = bench.settings().rows();
        Path data = bench.data(rows);
        Path warmUp = bench.data(rows / WARM_UP_SHARE);
        Path schemas = bench.schemas(table, TABLE, WARM_UP);
        Path folder = bench.folder();
        try (Server server = Server.start(bench.settings(), folder, schemas)) {
            server.load(WARM_UP, warmUp);
            double seconds = server.load(TABLE, data);
            server.requireCount(TABLE, rows);
            return rows / seconds;
        } finally {
            bench.delete(folder);
        }
    }

    private double engine(Workbench bench, ProductionTable table) throws IOException, SQLException {
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
