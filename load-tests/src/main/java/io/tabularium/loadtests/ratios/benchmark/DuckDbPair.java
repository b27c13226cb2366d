package io.tabularium.loadtests.ratios.benchmark;

import io.tabularium.loadtests.ratios.data.DataFormat;
import io.tabularium.loadtests.ratios.data.ProductionTable;
import io.tabularium.loadtests.ratios.limit.RawDuckDb;
import io.tabularium.loadtests.ratios.measurement.RatioSettings;
import io.tabularium.loadtests.ratios.server.ServiceProcess;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** The service on DuckDB, and raw DuckDB with the same rows in a table of the same name. */
public record DuckDbPair(ServiceProcess service, RawDuckDb raw) implements AutoCloseable {

    public static DuckDbPair load(Workbench bench)
            throws IOException, SQLException, InterruptedException {
        RatioSettings settings = bench.settings();
        Path data = bench.data(settings.rows());
        Path folder = bench.folder();
        bench.progress().report("loading %,d rows into the service", settings.rows());
        ServiceProcess service =
                ServiceProcess.start(
                        settings,
                        folder,
                        bench.schemas(ProductionTable.KEYED, ProductionTable.NAME));
        RawDuckDb raw = RawDuckDb.open(settings, folder.resolve("raw.duckdb"));
        DuckDbPair pair = new DuckDbPair(service, raw);
        service.load(ProductionTable.NAME, data);
        bench.progress().report("loading the same into the engine alone");
        raw.createTable(ProductionTable.NAME, ProductionTable.COLUMNS, true);
        raw.load(ProductionTable.NAME, ProductionTable.COLUMNS, DataFormat.NDJSON, data);
        return pair;
    }

    @Override
    public void close() throws SQLException {
        service.close();
        raw.close();
    }
}
