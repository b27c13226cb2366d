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
 * is filled by counts that read each column of a table larger than the limit. That table was loaded
 * by another process, so that no load or stream has left anything in the one that is measured. What
 * grows from then on is neither heap nor buffer: memory that the load or the stream takes and keeps
 * for its rows.
 */
final class MemoryBenchmark implements Benchmark {

    private static final int ALLOWED_MEGABYTES = 64;
    private static final int BUFFER_MEGABYTES = 256;

    private static final List<String> COLUMNS =
            List.of(
                    "field_code",
                    "field_name",
                    "well_code",
                    "well_reference",
                    "well_name",
                    "production_period",
                    "days_on_production",
                    "oil_production_kbd",
                    "gas_production_mmcfd",
                    "liquids_production_kbd",
                    "water_production_kbd",
                    "data_source",
                    "source_data",
                    "partition_0");

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
        Path schemas = bench.schemas(Shape.PLAIN, "filler", "few", "many");
        bench.progress().report("memory of %,d rows, against %,d", many, few);
        bench.data(few);
        Path data = bench.data(many);
        try (Server server = Server.start(settings, folder, schemas)) {
            server.load("filler", data);
        }
        String heap = "-Xms" + settings.heapMegabytes() + "m";
        try (Server server = Server.start(settings, folder, schemas, heap, "-XX:+AlwaysPreTouch")) {
            for (String column : COLUMNS) {
                server.requests()
                        .get(Server.records("filler") + "/count?" + column + "=not.is.null");
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
