package io.tabularium.loadtests.ratios.benchmark.postgresql;

import io.tabularium.loadtests.ratios.benchmark.Benchmark;
import io.tabularium.loadtests.ratios.benchmark.PostgreSqlPair;
import io.tabularium.loadtests.ratios.benchmark.Workbench;
import io.tabularium.loadtests.ratios.data.ProductionRow;
import io.tabularium.loadtests.ratios.data.ProductionTable;
import io.tabularium.loadtests.ratios.http.HttpLoad;
import io.tabularium.loadtests.ratios.http.RequestBytes;
import io.tabularium.loadtests.ratios.limit.RawClients;
import io.tabularium.loadtests.ratios.limit.RawSelects;
import io.tabularium.loadtests.ratios.measurement.Comparison;
import io.tabularium.loadtests.ratios.measurement.Result;
import io.tabularium.loadtests.ratios.server.ServiceProcess;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * A page of 100, filtered and sorted by an index, against prepared {@code SELECT * … ORDER BY …
 * LIMIT 100} of the same table, by four clients on both sides. The filter is one of 100 values,
 * drawn at random; it matches about a hundredth of the rows, scattered over the table.
 *
 * <p>Then, without a bar: the page with its count, against that {@code SELECT} and {@code SELECT
 * count(*)}.
 */
final class PostgreSqlPageBenchmark implements Benchmark {

    private static final int SIZE = 100;
    private static final int WARM_UP = 25_000;

    /** The service has as many connections for reads on two processors. */
    private static final int CLIENTS = 4;

    @Override
    public String path() {
        return "pg-page";
    }

    @Override
    public String group() {
        return "pg";
    }

    @Override
    public List<Result> run(Workbench bench) throws Exception {
        String matches = "FROM %s WHERE field_code = ?".formatted(ProductionTable.NAME);
        String rows =
                "SELECT * %s ORDER BY production_period DESC LIMIT %d".formatted(matches, SIZE);
        bench.progress().report("PostgreSQL: page of 100, against SELECT");
        Comparison.Medians page = measure(bench, "none", rows);
        bench.progress().report("PostgreSQL: page of 100 with count, against SELECT and count(*)");
        Comparison.Medians counted = measure(bench, "exact", rows, "SELECT count(*) " + matches);
        String path = "pg-page of 100, %d clients".formatted(CLIENTS);
        return List.of(
                Result.of(path, "pages/s", page, new Result.Bar.AtLeast(0.4, 0.6)),
                Result.of("  with count", "pages/s", counted, new Result.Bar.None()));
    }

    private static Comparison.Medians measure(Workbench bench, String count, String... queries)
            throws Exception {
        PostgreSqlPair pair = bench.loadedPostgreSql();
        Supplier<Long> code = () -> (long) ThreadLocalRandom.current().nextInt(ProductionRow.CODES);
        try (HttpLoad load = new HttpLoad(pair.service().port(), CLIENTS);
                RawClients selects =
                        new RawClients(
                                pair.raw(),
                                CLIENTS,
                                (connection, _) -> new RawSelects(connection, code, queries))) {
            HttpLoad.Traffic pages = _ -> Optional.of(request(code.get(), count));
            return new ClientComparison(load, pages, selects, WARM_UP).measure(bench);
        }
    }

    private static byte[] request(long code, String count) {
        return RequestBytes.get(
                "%s?field_code=eq.%d&sort=-production_period&size=%d&count=%s"
                        .formatted(
                                ServiceProcess.records(ProductionTable.NAME), code, SIZE, count));
    }
}
