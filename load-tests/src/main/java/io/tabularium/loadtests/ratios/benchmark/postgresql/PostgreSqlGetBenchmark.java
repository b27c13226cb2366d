package io.tabularium.loadtests.ratios.benchmark.postgresql;

import io.tabularium.loadtests.ratios.benchmark.Benchmark;
import io.tabularium.loadtests.ratios.benchmark.PostgreSqlPair;
import io.tabularium.loadtests.ratios.benchmark.Workbench;
import io.tabularium.loadtests.ratios.data.ProductionTable;
import io.tabularium.loadtests.ratios.http.HttpLoad;
import io.tabularium.loadtests.ratios.http.RequestBytes;
import io.tabularium.loadtests.ratios.limit.RawClients;
import io.tabularium.loadtests.ratios.limit.RawPostgreSql;
import io.tabularium.loadtests.ratios.limit.RawSelects;
import io.tabularium.loadtests.ratios.measurement.Comparison;
import io.tabularium.loadtests.ratios.measurement.Result;
import io.tabularium.loadtests.ratios.server.ServiceProcess;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Gets by id, drawn at random, against prepared {@code SELECT *} by primary key of the same table,
 * by as many clients.
 */
final class PostgreSqlGetBenchmark implements Benchmark {

    private static final int IDS = 100_000;

    @Override
    public String path() {
        return "pg-get";
    }

    @Override
    public String group() {
        return "pg";
    }

    @Override
    public List<Result> run(Workbench bench) throws Exception {
        int clients = bench.settings().clients();
        PostgreSqlPair pair = bench.loadedPostgreSql();
        bench.progress().report("PostgreSQL: get by %d clients, against SELECT", clients);
        List<UUID> ids = ids(pair.raw());
        Supplier<UUID> any = () -> ids.get(ThreadLocalRandom.current().nextInt(ids.size()));
        String records = ServiceProcess.records(ProductionTable.NAME) + "/";
        String select = "SELECT * FROM %s WHERE _id = ?".formatted(ProductionTable.NAME);
        try (HttpLoad load = new HttpLoad(pair.service().port(), clients);
                RawClients selects =
                        new RawClients(
                                pair.raw(),
                                clients,
                                (connection, _) -> new RawSelects(connection, any, select))) {
            HttpLoad.Traffic gets = _ -> Optional.of(RequestBytes.get(records + any.get()));
            Comparison.Medians medians =
                    new ClientComparison(load, gets, selects, ClientComparison.MANY).measure(bench);
            String path = "pg-get, %d clients".formatted(clients);
            return List.of(Result.of(path, "gets/s", medians, new Result.Bar.AtLeast(0.25, 0.4)));
        }
    }

    private static List<UUID> ids(RawPostgreSql raw) throws SQLException {
        List<UUID> ids = new ArrayList<>();
        try (Statement statement = raw.connection().createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT _id FROM %s ORDER BY random() LIMIT %d"
                                        .formatted(ProductionTable.NAME, IDS))) {
            while (rows.next()) {
                ids.add(rows.getObject(1, UUID.class));
            }
        }
        return ids;
    }
}
