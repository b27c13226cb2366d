package io.tabularium.loadtests.ratios;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** A server and a raw engine that hold the same rows, in a table of the same name. */
record LoadedPair(Server server, RawDuckDb raw) implements AutoCloseable {

    static LoadedPair load(Workbench bench) throws IOException, SQLException, InterruptedException {
        RatioSettings settings = bench.settings();
        Path data = bench.data(settings.rows());
        Path folder = bench.folder();
        bench.progress().report("loading %,d rows into the service", settings.rows());
        Server server =
                Server.start(
                        settings,
                        folder,
                        bench.schemas(ProductionTable.KEYED, ProductionTable.NAME));
        RawDuckDb raw = RawDuckDb.open(settings, folder.resolve("raw.duckdb"));
        LoadedPair pair = new LoadedPair(server, raw);
        server.load(ProductionTable.NAME, data);
        bench.progress().report("loading the same into the engine alone");
        raw.createTable(ProductionTable.NAME, ProductionTable.COLUMNS, true);
        raw.load(ProductionTable.NAME, ProductionTable.COLUMNS, DataFormat.NDJSON, data);
        return pair;
    }

    @Override
    public void close() throws SQLException {
        server.close();
        raw.close();
    }
}
