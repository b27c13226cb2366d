package io.tabularium.loadtests.ratios;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Resident size of the server after a bulk load and a stream of many rows against that after few,
 * and 64 MiB more.
 *
 * <p>The engine's own limit and the Java heap count apart. Therefore both are full before the first
 * size is taken: the heap has its final size from the start and is touched, and the engine's buffer
 * is filled by counts that read the columns of a table larger than the limit. That table was loaded
 * by another process, so that no load or stream has left anything in the one that is measured. What
 * grows from then on is neither heap nor buffer: memory that the load or the stream takes and keeps
 * for its rows.
 */
final class MemoryBenchmark implements Benchmark {

    private static final String FILLER = "filler";
    private static final int ALLOWED_MEGABYTES = 64;
    private static final int BUFFER_MEGABYTES = 192;

    /** Loads of the many rows that make a table larger than the buffer, at 50 MB in a million. */
    private static final int FILLINGS = 2;

    /** Conditions that no statistics decide, so that the columns are read. */
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
        try (Server server = Server.start(settings, folder, schemas)) {
            bench.progress().report("  loading what the buffer will be filled with");
            for (int filling = 0; filling < FILLINGS; filling++) {
                server.load(FILLER, data);
            }
        }
        String heap = "-Xms" + settings.heapMegabytes() + "m";
        try (Server server = Server.start(settings, folder, schemas, heap, "-XX:+AlwaysPreTouch")) {
            for (String condition : READING) {
                server.requests().get(Server.records(FILLER) + "/count?" + condition);
            }
            bench.progress().report("  %,.0f MiB, buffer filled", server.residentMegabytes());
            double afterFew = loadAndStream(bench, server, "few", few);
            double afterMany = loadAndStream(bench, server, "many", many);
            bench.progress().report("  %,.0f MiB at its peak", server.peakMegabytes());
            String path = "memory, bulk and stream of %,d rows".formatted(many);
            double limit = afterFew + ALLOWED_MEGABYTES;
            return List.of(new Result(path, "MiB", afterMany, limit, new Result.Bar.WithinLimit()));
        }
    }

    private static double loadAndStream(Workbench bench, Server server, String table, int rows)
            throws IOException {
        server.load(table, bench.data(rows));
        server.requests().get(Server.records(table) + "/stream", _ -> {});
        double megabytes = server.residentMegabytes();
        bench.progress().report("  %,.0f MiB after bulk and stream of %,d rows", megabytes, rows);
        return megabytes;
    }
}
