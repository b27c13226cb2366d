package io.tabularium.loadtests.ratios.benchmark.duckdb;

import io.tabularium.loadtests.ratios.benchmark.Benchmark;
import io.tabularium.loadtests.ratios.benchmark.CreateTraffic;
import io.tabularium.loadtests.ratios.benchmark.Workbench;
import io.tabularium.loadtests.ratios.data.ProductionTable;
import io.tabularium.loadtests.ratios.http.HttpLoad;
import io.tabularium.loadtests.ratios.limit.RawDuckDb;
import io.tabularium.loadtests.ratios.limit.RawInserts;
import io.tabularium.loadtests.ratios.measurement.Comparison;
import io.tabularium.loadtests.ratios.measurement.RatioSettings;
import io.tabularium.loadtests.ratios.measurement.Result;
import io.tabularium.loadtests.ratios.server.ServiceProcess;

import java.nio.file.Path;
import java.util.List;

/**
 * Durable creates of single records by many clients against raw JDBC that inserts the same rows,
 * each by one autocommit {@code INSERT}. Afterwards each acknowledged record must be stored exactly
 * once.
 */
final class CreateBenchmark implements Benchmark {

    private static final String TABLE = ProductionTable.NAME;

    @Override
    public String path() {
        return "create";
    }

    @Override
    public List<Result> run(Workbench bench) throws Exception {
        RatioSettings settings = bench.settings();
        Path folder = bench.folder();
        Path schemas = bench.schemas(ProductionTable.KEYED, TABLE);
        bench.progress()
                .report("create by %d clients, against autocommit INSERT", settings.clients());
        try (ServiceProcess service = ServiceProcess.start(settings, folder, schemas);
                HttpLoad load = new HttpLoad(service.port(), settings.clients());
                RawDuckDb raw = RawDuckDb.open(settings, folder.resolve("raw.duckdb"))) {
            CreateTraffic creates = new CreateTraffic(TABLE, settings.clients());
            raw.createTable(TABLE, ProductionTable.COLUMNS, true);
            try (RawInserts inserts = new RawInserts(raw.connection(), TABLE, 0)) {
                Comparison comparison =
                        new Comparison(
                                () -> load.perSecond(settings.time(), creates),
                                () -> inserts.perSecond(settings.time()));
                Comparison.Medians medians =
                        comparison.measureAfterWarmUp(settings.repetitions(), bench.progress());
                creates.requireStored(service, bench.progress());
                String path = "create, %d clients".formatted(settings.clients());
                return List.of(Result.of(path, "creates/s", medians, new Result.Bar.AtLeast(8)));
            }
        }
    }
}
