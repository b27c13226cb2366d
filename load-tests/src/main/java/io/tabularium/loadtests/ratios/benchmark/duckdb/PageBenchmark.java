package io.tabularium.loadtests.ratios.benchmark.duckdb;

import io.tabularium.loadtests.ratios.benchmark.Benchmark;
import io.tabularium.loadtests.ratios.benchmark.DuckDbPair;
import io.tabularium.loadtests.ratios.benchmark.Workbench;
import io.tabularium.loadtests.ratios.data.ProductionRow;
import io.tabularium.loadtests.ratios.data.ProductionTable;
import io.tabularium.loadtests.ratios.http.HttpLoad;
import io.tabularium.loadtests.ratios.http.RequestBytes;
import io.tabularium.loadtests.ratios.limit.RawDuckDb;
import io.tabularium.loadtests.ratios.measurement.Comparison;
import io.tabularium.loadtests.ratios.measurement.RatioSettings;
import io.tabularium.loadtests.ratios.measurement.Result;
import io.tabularium.loadtests.ratios.measurement.Stopwatch;
import io.tabularium.loadtests.ratios.server.ServiceProcess;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A page of 100 with its count, filtered and sorted, against {@code SELECT * … ORDER BY … LIMIT
 * 100} and {@code SELECT count(*)} through raw JDBC, one request at a time on both sides. Each
 * request has another filter value than the one before. A filter matches about a hundredth of the
 * rows, scattered over the table.
 *
 * <p>Then, without a bar: filters of which each is requested once; and the rate of many clients.
 */
final class PageBenchmark implements Benchmark {

    private static final int SIZE = 100;
    private static final int MANY_CLIENTS = 16;

    @Override
    public String path() {
        return "page";
    }

    @Override
    public List<Result> run(Workbench bench) throws Exception {
        RatioSettings settings = bench.settings();
        DuckDbPair pair = bench.loadedDuckDb();
        int port = pair.service().port();
        bench.progress().report("page of 100 with count, against SELECT * and count(*)");
        try (HttpLoad one = new HttpLoad(port, 1);
                HttpLoad many = new HttpLoad(port, MANY_CLIENTS);
                RawPages fields = new RawPages(pair.raw(), "field_code");
                RawPages wells = new RawPages(pair.raw(), "well_code")) {
            requireSameCounts(pair.service(), fields);
            HttpLoad.Traffic pages = endless("field_code");
            Comparison warm =
                    new Comparison(
                            () -> one.perSecond(settings.time(), pages),
                            () -> fields.perSecond(settings.time()));
            Comparison.Medians medians =
                    warm.measureAfterWarmUp(settings.repetitions(), bench.progress());
            bench.progress().report("  filters never asked before");
            Comparison unasked =
                    new Comparison(
                            () -> one.perSecond(HttpLoad.ENDLESS, each("well_code")),
                            wells::eachPerSecond);
            Comparison.Medians cold = unasked.measure(1, bench.progress());
            bench.progress().report("  %d clients", MANY_CLIENTS);
            double shared = many.perSecond(settings.time(), pages);
            return List.of(
                    Result.of(
                            "page of 100 with count",
                            "pages/s",
                            medians,
                            new Result.Bar.AtLeast(5, 8)),
                    Result.of("  each filter once", "pages/s", cold, new Result.Bar.None()),
                    new Result(
                            "  by %d clients".formatted(MANY_CLIENTS),
                            "pages/s",
                            shared,
                            medians.limit(),
                            new Result.Bar.None()));
        }
    }

    private static String target(String field, int code) {
        return "%s?%s=eq.%d&sort=-production_period"
                .formatted(ServiceProcess.records(ProductionTable.NAME), field, code);
    }

    private static HttpLoad.Traffic endless(String field) {
        int[] asked = {0};
        return _ -> Optional.of(RequestBytes.get(target(field, asked[0]++ % ProductionRow.CODES)));
    }

    private static HttpLoad.Traffic each(String field) {
        int[] asked = {0};
        return _ ->
                asked[0] == ProductionRow.CODES
                        ? Optional.empty()
                        : Optional.of(RequestBytes.get(target(field, asked[0]++)));
    }

    private static void requireSameCounts(ServiceProcess service, RawPages plain)
            throws IOException, SQLException {
        for (int code = 0; code < ProductionRow.CODES; code++) {
            String page = service.requests().get(target("field_code", code));
            long total = plain.read(code);
            if (!page.contains("\"total\":" + total + ",")) {
                throw new IOException("A page whose total is not " + total + ": " + page);
            }
        }
    }

    /** The same pages by plain SQL. */
    private static final class RawPages implements AutoCloseable {

        private final PreparedStatement rows;
        private final PreparedStatement count;
        private int asked;

        RawPages(RawDuckDb raw, String field) throws SQLException {
            String matches = "FROM %s WHERE %s = ?".formatted(ProductionTable.NAME, field);
            rows =
                    raw.connection()
                            .prepareStatement(
                                    "SELECT * %s ORDER BY production_period DESC LIMIT %d"
                                            .formatted(matches, SIZE));
            count = raw.connection().prepareStatement("SELECT count(*) " + matches);
        }

        double perSecond(Duration time) throws SQLException {
            int before = asked;
            Stopwatch elapsed = new Stopwatch();
            while (elapsed.seconds() < time.toSeconds()) {
                read(asked++ % ProductionRow.CODES);
            }
            return (asked - before) / elapsed.seconds();
        }

        double eachPerSecond() throws SQLException {
            Stopwatch elapsed = new Stopwatch();
            for (int code = 0; code < ProductionRow.CODES; code++) {
                read(code);
            }
            return ProductionRow.CODES / elapsed.seconds();
        }

        /** Reads every cell of the page and returns the count. */
        long read(int code) throws SQLException {
            rows.setLong(1, code);
            try (ResultSet page = rows.executeQuery()) {
                int columns = page.getMetaData().getColumnCount();
                while (page.next()) {
                    for (int column = 1; column <= columns; column++) {
                        page.getObject(column);
                    }
                }
            }
            count.setLong(1, code);
            try (ResultSet total = count.executeQuery()) {
                total.next();
                return total.getLong(1);
            }
        }

        @Override
        public void close() throws SQLException {
            rows.close();
            count.close();
        }
    }
}
