package io.tabularium.loadtests.ratios;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Pages of 100 with their count by 16 clients, while records are created: one request in {@link
 * #PAGES_TO_A_CREATE} + 1. The filter is drawn by Zipf's law, so that some pages are asked for
 * often and most of them seldom; after each create no page that was answered before is true any
 * more. The limit is plain SQL as in {@link PageBenchmark}, on one connection and without creates,
 * with filters drawn in the same way.
 *
 * <p>Then, without a bar: pages of which each is asked for once.
 */
final class ZipfPageBenchmark implements Benchmark {

    private static final int CLIENTS = 16;
    private static final int SIZE = 100;
    private static final int PAGES_TO_A_CREATE = 19;
    private static final long SEED = 20_261_129;
    private static final int FILTERS = 2 * ProductionRow.CODES;

    /** The first row of those that are created: behind all that are loaded. */
    private static final long FIRST_CREATED = 20_000_000;

    @Override
    public String path() {
        return "zipf";
    }

    @Override
    public List<Result> run(Workbench bench) throws Exception {
        RatioSettings settings = bench.settings();
        bench.progress().report("pages by Zipf's law with creates in between, seed %d", SEED);
        try (LoadedPair pair = LoadedPair.load(bench);
                HttpLoad load = new HttpLoad(pair.server().port(), CLIENTS);
                PlainSql plain = new PlainSql(pair.raw())) {
            Traffic traffic = new Traffic();
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

    /** Filter number 0 to {@link #FILTERS}: fields and wells by turns. */
    private static String column(int filter) {
        return filter % 2 == 0 ? "field_code" : "well_code";
    }

    private static byte[] page(int filter, String sort) {
        return HttpLoad.get(
                "%s?%s=eq.%d&sort=%s&size=%d"
                        .formatted(
                                Server.records(ProductionTable.NAME),
                                column(filter),
                                filter / 2,
                                sort,
                                SIZE));
    }

    /** The other end of each answer, so that no page and none of its records were shown before. */
    private static HttpLoad.Traffic eachOnce() {
        int[] asked = {0};
        return _ ->
                asked[0] == FILTERS
                        ? Optional.empty()
                        : Optional.of(page(asked[0]++, "production_period"));
    }

    /** Draws filters: the one of rank r is drawn 1 / r as often as the first. */
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

    private static final class Traffic implements HttpLoad.Traffic {

        private final Zipf draws = new Zipf(SEED);
        private long sent;

        @Override
        public Optional<byte[]> next(int client) {
            long number = sent++;
            return Optional.of(
                    number % (PAGES_TO_A_CREATE + 1) == PAGES_TO_A_CREATE
                            ? HttpLoad.create(
                                    Server.records(ProductionTable.NAME),
                                    new ProductionRow(FIRST_CREATED + number).json())
                            : page(draws.next(), "-production_period"));
        }

        double pagesOf(double requests) {
            return requests * PAGES_TO_A_CREATE / (PAGES_TO_A_CREATE + 1);
        }
    }

    /** The same pages as anybody would write them. */
    private static final class PlainSql implements AutoCloseable {

        private final PreparedStatement[] rows = new PreparedStatement[4];
        private final PreparedStatement[] counts = new PreparedStatement[2];

        PlainSql(RawDuckDb raw) throws SQLException {
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

        /** Reads every cell of the page, and the count. */
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
