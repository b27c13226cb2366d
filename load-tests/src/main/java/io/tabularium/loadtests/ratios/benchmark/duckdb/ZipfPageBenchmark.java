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

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Pages of 100 with their count by 16 clients, with one create after every {@link
 * #PAGES_TO_A_CREATE} pages. Filters are drawn by Zipf's law: a few pages are requested often, most
 * of them seldom. Each create invalidates all earlier pages. The limit is plain SQL as in {@link
 * PageBenchmark}, on one connection, without creates, with filters drawn in the same way.
 *
 * <p>Then, without a bar: pages of which each is requested once.
 */
final class ZipfPageBenchmark implements Benchmark {

    private static final int CLIENTS = 16;
    private static final int SIZE = 100;
    private static final int PAGES_TO_A_CREATE = 19;
    private static final long SEED = 20_261_129;
    private static final int FILTERS = 2 * ProductionRow.CODES;

    /** Number of the first created row; all loaded rows have smaller numbers. */
    private static final long FIRST_CREATED = 20_000_000;

    @Override
    public String path() {
        return "zipf";
    }

    @Override
    public List<Result> run(Workbench bench) throws Exception {
        RatioSettings settings = bench.settings();
        bench.progress().report("pages by Zipf's law with creates in between, seed %d", SEED);
        try (DuckDbPair pair = DuckDbPair.load(bench);
                HttpLoad load = new HttpLoad(pair.service().port(), CLIENTS);
                RawPages plain = new RawPages(pair.raw())) {
            PagesAndCreates traffic = new PagesAndCreates();
            Zipf plainDraws = new Zipf(SEED);
            Comparison zipf =
                    new Comparison(
                            () -> traffic.pagesOf(load.perSecond(settings.time(), traffic)),
                            () -> plain.perSecond(settings.time(), plainDraws));
            Comparison.Medians pages =
                    zipf.measureAfterWarmUp(settings.repetitions(), bench.progress());
            bench.progress().report("  each page once");
            Comparison once =
                    new Comparison(
                            () -> load.perSecond(HttpLoad.ENDLESS, eachOnce()),
                            plain::eachOncePerSecond);
            Comparison.Medians first = once.measure(1, bench.progress());
            return List.of(
                    Result.of(
                            "pages by Zipf's law, creates in between, %d clients"
                                    .formatted(CLIENTS),
                            "pages/s",
                            pages,
                            new Result.Bar.AtLeast(3, 5)),
                    Result.of("  each page once", "pages/s", first, new Result.Bar.None()));
        }
    }

    /** Column of a filter, 0 to {@code FILTERS - 1}: even filters are fields, odd ones wells. */
    private static String column(int filter) {
        return filter % 2 == 0 ? "field_code" : "well_code";
    }

    private static byte[] page(int filter, String sort) {
        return RequestBytes.get(
                "%s?%s=eq.%d&sort=%s&size=%d"
                        .formatted(
                                ServiceProcess.records(ProductionTable.NAME),
                                column(filter),
                                filter / 2,
                                sort,
                                SIZE));
    }

    /** Pages in ascending order: neither they nor their records were requested before. */
    private static HttpLoad.Traffic eachOnce() {
        int[] asked = {0};
        return _ ->
                asked[0] == FILTERS
                        ? Optional.empty()
                        : Optional.of(page(asked[0]++, "production_period"));
    }

    /** Draws filters by Zipf's law: filter r is drawn 1 / (r + 1) times as often as filter 0. */
    private static final class Zipf {

        private final SplittableRandom random;
        private final double[] sums = new double[FILTERS];

        Zipf(long seed) {
            random = new SplittableRandom(seed);
            double sum = 0;
            for (int rank = 0; rank < FILTERS; rank++) {
                sum += 1.0 / (rank + 1);
                sums[rank] = sum;
            }
        }

        int next() {
            int found = Arrays.binarySearch(sums, random.nextDouble(sums[FILTERS - 1]));
            return found < 0 ? -found - 1 : found;
        }
    }

    /** Pages, and a create after every {@link #PAGES_TO_A_CREATE} of them. */
    private static final class PagesAndCreates implements HttpLoad.Traffic {

        private final Zipf draws = new Zipf(SEED);
        private long sent;

        @Override
        public Optional<byte[]> next(int client) {
            long number = sent++;
            return Optional.of(
                    number % (PAGES_TO_A_CREATE + 1) == PAGES_TO_A_CREATE
                            ? RequestBytes.create(
                                    ServiceProcess.records(ProductionTable.NAME),
                                    new ProductionRow(FIRST_CREATED + number).json())
                            : page(draws.next(), "-production_period"));
        }

        /** The share of pages in a rate of requests. */
        double pagesOf(double requests) {
            return requests * PAGES_TO_A_CREATE / (PAGES_TO_A_CREATE + 1);
        }
    }

    /** The same pages by plain SQL. */
    private static final class RawPages implements AutoCloseable {

        private final PreparedStatement[] rows = new PreparedStatement[4];
        private final PreparedStatement[] counts = new PreparedStatement[2];

        RawPages(RawDuckDb raw) throws SQLException {
            for (int filter = 0; filter < 2; filter++) {
                String matches =
                        "FROM %s WHERE %s = ?".formatted(ProductionTable.NAME, column(filter));
                String select =
                        "SELECT * " + matches + " ORDER BY production_period %s LIMIT " + SIZE;
                rows[filter] = raw.connection().prepareStatement(select.formatted("DESC"));
                rows[filter + 2] = raw.connection().prepareStatement(select.formatted("ASC"));
                counts[filter] = raw.connection().prepareStatement("SELECT count(*) " + matches);
            }
        }

        double perSecond(Duration time, Zipf draws) throws SQLException {
            int read = 0;
            Stopwatch elapsed = new Stopwatch();
            while (elapsed.seconds() < time.toSeconds()) {
                int filter = draws.next();
                read(rows[filter % 2], filter);
                read++;
            }
            return read / elapsed.seconds();
        }

        double eachOncePerSecond() throws SQLException {
            Stopwatch elapsed = new Stopwatch();
            for (int filter = 0; filter < FILTERS; filter++) {
                read(rows[2 + filter % 2], filter);
            }
            return FILTERS / elapsed.seconds();
        }

        /** Reads every cell of the page and the count. */
        private void read(PreparedStatement statement, int filter) throws SQLException {
            statement.setLong(1, filter / 2);
            try (ResultSet page = statement.executeQuery()) {
                int columns = page.getMetaData().getColumnCount();
                while (page.next()) {
                    for (int column = 1; column <= columns; column++) {
                        page.getObject(column);
                    }
                }
            }
            counts[filter % 2].setLong(1, filter / 2);
            try (ResultSet total = counts[filter % 2].executeQuery()) {
                total.next();
            }
        }

        @Override
        public void close() throws SQLException {
            for (PreparedStatement statement : rows) {
                statement.close();
            }
            for (PreparedStatement statement : counts) {
                statement.close();
            }
        }
    }
}
