package io.tabularium.loadtests.ratios.benchmark.duckdb;

import io.tabularium.loadtests.ratios.benchmark.Benchmark;
import io.tabularium.loadtests.ratios.benchmark.Workbench;
import io.tabularium.loadtests.ratios.data.ProductionTable;
import io.tabularium.loadtests.ratios.measurement.RatioSettings;
import io.tabularium.loadtests.ratios.measurement.Result;
import io.tabularium.loadtests.ratios.server.ServiceProcess;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Resident memory of the server after a bulk load and a stream of many rows. The limit is the
 * resident memory after few rows, plus 64 MiB.
 *
 * <p>The Java heap and DuckDB's buffer are bounded by settings of their own. Both are full before
 * the first measurement. The heap has its final size from the start, and the JVM touches it. Counts
 * that read the columns of a table larger than the buffer fill the buffer. Another process loads
 * that table, so that the measured process starts without memory kept by a load or a stream. Growth
 * from then on is memory that a load or a stream takes for its rows and keeps.
 */
final class MemoryBenchmark implements Benchmark {

    private static final String FILLER = "filler";
    private static final int ALLOWED_MEGABYTES = 64;
    private static final int BUFFER_MEGABYTES = 192;

    /** Loads that make the table larger than the buffer; a million rows take 50 MB. */
    private static final int FILLINGS = 2;

    /** Conditions that DuckDB cannot decide by statistics: it reads the columns. */
    private static final List<String> READING =
            List.of(
                    "_id=gt.80000000-0000-0000-0000-000000000000",
                    "field_code=gt.50",
                    "field_name=contains.5",
                    "well_code=gt.50",
                    "well_reference=contains.5",
                    "well_name=contains.5",
                    "production_period=gt.1950-01-01T00:00:00",
                    "days_on_production=gt.15",
                    "oil_production_kbd=gt.500",
                    "gas_production_mmcfd=gt.1000",
                    "liquids_production_kbd=gt.125",
                    "water_production_kbd=gt.60",
                    "source_data=contains.5",
                    "partition_0=contains.5");

    @Override
    public String path() {
        return "memory";
    }

    @Override
    public List<Result> run(Workbench bench) throws Exception {
        RatioSettings settings = bench.settings().withMemory(BUFFER_MEGABYTES);
        int few = settings.rows() / 10;
        int many = settings.rows() * 2;
        Path folder = bench.folder();
        Path schemas = bench.schemas(ProductionTable.PLAIN, FILLER, "few", "many");
        bench.progress().report("memory of %,d rows, against %,d", many, few);
        bench.data(few);
        Path data = bench.data(many);
        try (ServiceProcess service = ServiceProcess.start(settings, folder, schemas)) {
            bench.progress().report("  loading what the buffer will be filled with");
            for (int filling = 0; filling < FILLINGS; filling++) {
                service.load(FILLER, data);
            }
        }
        String heap = "-Xms" + settings.heapMegabytes() + "m";
        try (ServiceProcess service =
                ServiceProcess.start(settings, folder, schemas, heap, "-XX:+AlwaysPreTouch")) {
            for (String condition : READING) {
                service.requests().get(ServiceProcess.records(FILLER) + "/count?" + condition);
            }
            bench.progress().report("  %,.0f MiB, buffer filled", service.residentMegabytes());
            double afterFew = loadAndStream(bench, service, "few", few);
            double afterMany = loadAndStream(bench, service, "many", many);
            bench.progress().report("  %,.0f MiB at its peak", service.peakMegabytes());
            String path = "memory, bulk and stream of %,d rows".formatted(many);
            double limit = afterFew + ALLOWED_MEGABYTES;
            return List.of(new Result(path, "MiB", afterMany, limit, new Result.Bar.WithinLimit()));
        }
    }

    private static double loadAndStream(
            Workbench bench, ServiceProcess service, String table, int rows) throws IOException {
        service.load(table, bench.data(rows));
        service.requests().get(ServiceProcess.records(table) + "/stream", _ -> {});
        double megabytes = service.residentMegabytes();
        bench.progress().report("  %,.0f MiB after bulk and stream of %,d rows", megabytes, rows);
        return megabytes;
    }
}
