package io.tabularium.loadtests.ratios.benchmark.postgresql;

import io.tabularium.loadtests.ratios.benchmark.Benchmark;
import io.tabularium.loadtests.ratios.benchmark.CreateTraffic;
import io.tabularium.loadtests.ratios.benchmark.PostgreSqlPair;
import io.tabularium.loadtests.ratios.benchmark.Workbench;
import io.tabularium.loadtests.ratios.data.ProductionTable;
import io.tabularium.loadtests.ratios.http.HttpLoad;
import io.tabularium.loadtests.ratios.limit.RawClients;
import io.tabularium.loadtests.ratios.limit.RawInserts;
import io.tabularium.loadtests.ratios.limit.RawLoad;
import io.tabularium.loadtests.ratios.measurement.Comparison;
import io.tabularium.loadtests.ratios.measurement.Result;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Durable creates of single records by many clients against as many JDBC connections that insert
 * rows into a table with the same indexes, each by one prepared autocommit {@code INSERT}.
 * Afterwards each acknowledged record must be stored exactly once.
 */
final class PostgreSqlCreateBenchmark implements Benchmark {

    private static final String TABLE = ProductionTable.NAME;
    private static final String TWIN = "raw_production";

    /** Client n inserts rows numbered from {@code n * ROWS_OF_CLIENT}. */
    private static final long ROWS_OF_CLIENT = 1_000_000;

    @Override
    public String path() {
        return "pg-create";
    }

    @Override
    public String group() {
        return "pg";
    }

    @Override
    public List<Result> run(Workbench bench) throws Exception {
        int clients = bench.settings().clients();
        bench.progress().report("PostgreSQL: create by %d clients, against INSERT", clients);
        try (PostgreSqlPair pair =
                        PostgreSqlPair.start(bench, bench.schemas(ProductionTable.KEYED, TABLE));
                HttpLoad load = new HttpLoad(pair.service().port(), clients)) {
            pair.raw().createTableLike(TWIN, TABLE);
            CreateTraffic creates = new CreateTraffic(TABLE, clients);
            try (RawClients inserts = new RawClients(pair.raw(), clients, this::inserts)) {
                Comparison.Medians medians =
                        new ClientComparison(load, creates, inserts, ClientComparison.MANY)
                                .measure(bench);
                creates.requireStored(pair.service(), bench.progress());
                String path = "pg-create, %d clients".formatted(clients);
                Result.Bar bar = new Result.Bar.AtLeast(0.3, 0.5);
                return List.of(Result.of(path, "creates/s", medians, bar));
            }
        }
    }

    private RawLoad inserts(Connection connection, int client) throws SQLException {
        return new RawInserts(connection, TWIN, client * ROWS_OF_CLIENT)::perSecond;
    }
}
