package io.tabularium.loadtests.ratios.benchmark;

import io.tabularium.loadtests.ratios.data.ProductionRow;
import io.tabularium.loadtests.ratios.data.ProductionTable;
import io.tabularium.loadtests.ratios.limit.RawPostgreSql;
import io.tabularium.loadtests.ratios.server.ServiceProcess;
import io.tabularium.loadtests.ratios.server.ServiceStorage;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * The service in a schema of its own of the PostgreSQL database, and a raw client that sees the
 * same tables.
 */
public record PostgreSqlPair(ServiceProcess service, RawPostgreSql raw) implements AutoCloseable {

    /**
     * Starts the service in a new schema of the database.
     *
     * @param schemas folder of its schema files
     */
    public static PostgreSqlPair start(Workbench bench, Path schemas)
            throws IOException, SQLException, InterruptedException {
        Path folder = bench.folder();
        String url = bench.postgreSql().url();
        String schema = "ratios_%d_%s".formatted(ProcessHandle.current().pid(), suffix(folder));
        ServiceProcess service =
                ServiceProcess.start(
                        bench.settings(),
                        new ServiceStorage.PostgreSqlSchema(url, schema),
                        folder,
                        schemas);
        return new PostgreSqlPair(service, RawPostgreSql.open(url, schema));
    }

    /** Starts the service and loads {@link ProductionRow}s into a table with an index for pages. */
    static PostgreSqlPair load(Workbench bench)
            throws IOException, SQLException, InterruptedException {
        int rows = bench.settings().rows();
        Path data = bench.data(rows);
        PostgreSqlPair pair =
                start(bench, bench.schemas(ProductionTable.INDEXED, ProductionTable.NAME));
        bench.progress().report("loading %,d rows into the service on PostgreSQL", rows);
        pair.service.load(ProductionTable.NAME, data);
        pair.service.requireCount(ProductionTable.NAME, rows);
        pair.raw.analyze(ProductionTable.NAME);
        pair.raw.checkpoint();
        return pair;
    }

    private static String suffix(Path folder) {
        return folder.getFileName().toString().replace('-', '_');
    }

    @Override
    public void close() throws SQLException {
        service.close();
        try (raw) {
            raw.drop();
        }
    }
}
