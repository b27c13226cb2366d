package io.tabularium.loadtests.ratios.benchmark.duckdb;

import io.tabularium.loadtests.ratios.benchmark.Benchmark;
import io.tabularium.loadtests.ratios.benchmark.Workbench;
import io.tabularium.loadtests.ratios.data.DataFormat;
import io.tabularium.loadtests.ratios.data.ProductionRow;
import io.tabularium.loadtests.ratios.data.ProductionTable;
import io.tabularium.loadtests.ratios.http.HttpLoad;
import io.tabularium.loadtests.ratios.http.RequestBytes;
import io.tabularium.loadtests.ratios.limit.RawDuckDb;
import io.tabularium.loadtests.ratios.limit.RawInserts;
import io.tabularium.loadtests.ratios.limit.RawLoad;
import io.tabularium.loadtests.ratios.limit.RawUpdates;
import io.tabularium.loadtests.ratios.measurement.Comparison;
import io.tabularium.loadtests.ratios.measurement.RatioSettings;
import io.tabularium.loadtests.ratios.measurement.Result;
import io.tabularium.loadtests.ratios.server.ServiceProcess;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * Durable writes of single records by one client on one kept connection against raw JDBC that makes
 * each change by one prepared autocommit statement. Both sides hold the same rows with the same
 * keys.
 */
final class LoneWriteBenchmark implements Benchmark {

    private static final String TABLE = ProductionTable.NAME;
    private static final String RECORDS = ServiceProcess.records(TABLE);
    private static final int ROWS = 100_000;

    private static final Pattern ID_AND_ROW =
            Pattern.compile("\"id\":\"([0-9a-f-]{36})\".*" + ProductionRow.ROW_MARK + "(\\d+)\"");

    private static final Result.Bar CREATE_BAR = new Result.Bar.AtLeast(0.6);
    private static final Result.Bar NO_BAR = new Result.Bar.None();

    /** A stored record: its id and the number of its row. */
    private record Stored(String id, long row) {}

    @Override
    public String path() {
        return "lone";
    }

    @Override
    public List<Result> run(Workbench bench) throws Exception {
        RatioSettings settings = bench.settings();
        Path folder = bench.folder();
        Path data = bench.data(ROWS);
        try (ServiceProcess service =
                        ServiceProcess.start(
                                settings, folder, bench.schemas(ProductionTable.KEYED, TABLE));
                HttpLoad load = new HttpLoad(service.port(), 1);
                RawDuckDb raw = RawDuckDb.open(settings, folder.resolve("raw.duckdb"))) {
            service.load(TABLE, data);
            raw.createTable(TABLE, ProductionTable.COLUMNS, true);
            raw.load(TABLE, ProductionTable.COLUMNS, DataFormat.NDJSON, data);
            return run(bench, load, stored(service), raw);
        }
    }

    private static List<Result> run(
            Workbench bench, HttpLoad load, List<Stored> stored, RawDuckDb raw) throws Exception {
        List<Result> results = new ArrayList<>();
        try (RawInserts inserts = new RawInserts(raw.connection(), TABLE, ROWS);
                RawUpdates updates = new RawUpdates(raw.connection(), TABLE)) {
            Comparison creates =
                    comparison(bench, load, LoneWriteBenchmark::create, inserts::perSecond);
            results.add(measure("create", creates, CREATE_BAR, bench));
            Comparison puts =
                    comparison(
                            bench, load, number -> put(in(stored, number)), updates::replacements);
            results.add(measure("PUT", puts, NO_BAR, bench));
            Comparison patches =
                    comparison(
                            bench,
                            load,
                            number -> patch(in(stored, number), number),
                            updates::patches);
            results.add(measure("PATCH", patches, NO_BAR, bench));
            Comparison deletes =
                    comparison(
                            bench, load, number -> delete(in(stored, number)), updates::deletions);
            results.add(measure("DELETE", deletes, NO_BAR, bench));
        }
        return results;
    }

    private static Comparison comparison(
            Workbench bench, HttpLoad load, LongFunction<byte[]> request, RawLoad raw) {
        Iterator<byte[]> requests =
                LongStream.range(0, Long.MAX_VALUE).mapToObj(request).iterator();
        HttpLoad.Traffic traffic = _ -> Optional.of(requests.next());
        return new Comparison(
                () -> load.perSecond(bench.settings().time(), traffic),
                () -> raw.perSecond(bench.settings().time()));
    }

    private static Result measure(
            String write, Comparison comparison, Result.Bar bar, Workbench bench) throws Exception {
        bench.progress().report("%s by one client, against one statement", write);
        Comparison.Medians medians =
                comparison.measureAfterWarmUp(bench.settings().repetitions(), bench.progress());
        return Result.of(write + ", one client", "writes/s", medians, bar);
    }

    private static byte[] create(long number) {
        return RequestBytes.create(RECORDS, new ProductionRow(ROWS + number).json());
    }

    private static byte[] put(Stored stored) {
        return RequestBytes.write("PUT", address(stored), new ProductionRow(stored.row).json());
    }

    private static byte[] patch(Stored stored, long number) {
        return RequestBytes.write(
                "PATCH", address(stored), "{\"days_on_production\":" + number % 31 + "}");
    }

    private static byte[] delete(Stored stored) {
        return RequestBytes.write("DELETE", address(stored), "");
    }

    private static String address(Stored stored) {
        return RECORDS + "/" + stored.id;
    }

    private static Stored in(List<Stored> stored, long number) {
        return stored.get((int) (number % stored.size()));
    }

    private static List<Stored> stored(ServiceProcess service) throws IOException {
        String lines = service.requests().get(RECORDS + "/stream?fields=source_data");
        Matcher line = ID_AND_ROW.matcher(lines);
        List<Stored> stored = new ArrayList<>();
        while (line.find()) {
            stored.add(new Stored(line.group(1), Long.parseLong(line.group(2))));
        }
        return stored;
    }
}
