package io.tabularium.loadtests.ratios;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * The service on a database schema of its own, and a client of the same PostgreSQL server that sees
 * the service's tables.
 */
record PostgreSqlPair(Server server, RawPostgreSql raw) implements AutoCloseable {

    /**
     * Starts the service.
     *
     * @param schemas folder of its schema files
     */
    static PostgreSqlPair start(Workbench bench, Path schemas)
            throws IOException, SQLException, InterruptedException {
        Path folder = bench.folder();
        String url = bench.postgreSql().url();
        String schema = "ratios_%d_%s".formatted(ProcessHandle.current().pid(), name(folder));
        Server server =
                Server.start(
                        bench.settings(),
                        new Storage.PostgreSqlSchema(url, schema),
                        folder,
                        schemas);
        return new PostgreSqlPair(server, RawPostgreSql.open(url, schema));
    }

    /** The service with the rows of {@link ProductionRow}, and an index for pages of them. */
    static PostgreSqlPair load(Workbench bench)
            throws IOException, SQLException, InterruptedException {
        int rows = bench.settings().rows();
        Path data = bench.data(rows);
        PostgreSqlPair pair =
                start(bench, bench.schemas(ProductionTable.INDEXED, ProductionTable.NAME));
        bench.progress().report("loading %,d rows into the service on PostgreSQL", rows);
        pair.server.load(ProductionTable.NAME, data);
        pair.server.requireCount(ProductionTable.NAME, rows);
        pair.raw.analyze(ProductionTable.NAME);
        pair.raw.settle();
        return pair;
    }

    private static String name(Path folder) {
        return folder.getFileName().toString().replace('-', '_');
    }

    @Override
    public void close() throws SQLException {
        server.close();
        try (raw) {
            raw.drop();
        }
    }
}
