package io.tabularium.loadtests.ratios.benchmark.postgresql;

import io.tabularium.loadtests.ratios.benchmark.Benchmark;
import io.tabularium.loadtests.ratios.benchmark.PostgreSqlPair;
import io.tabularium.loadtests.ratios.benchmark.Workbench;
import io.tabularium.loadtests.ratios.data.ProductionTable;
import io.tabularium.loadtests.ratios.measurement.Result;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A bulk load of NDJSON over HTTP, in which every value is validated, against {@code COPY … FROM
 * STDIN} of the same rows, which validates nothing.
 */
final class PostgreSqlBulkBenchmark implements Benchmark {

    static final Result.Bar BAR = new Result.Bar.AtLeast(0.5, 0.8);

    private static final String TABLE = ProductionTable.NAME;

    @Override
    public String path() {
        return "pg-bulk";
    }

    @Override
    public String group() {
        return "pg";
    }

    @Override
    public List<Result> run(Workbench bench) throws Exception {
        List<Result> results = new ArrayList<>();
        for (ProductionTable table : ProductionTable.LOADED) {
            bench.progress().report("PostgreSQL: bulk, %s, against COPY", table.title());
            int rows = bench.settings().rows();
            Path data = bench.data(rows);
            try (PostgreSqlPair pair = PostgreSqlPair.start(bench, bench.schemas(table, TABLE))) {
                results.add(
                        new PostgreSqlLoadComparison(bench, pair, TABLE, data, rows)
                                .measure("pg-bulk, " + table.title(), BAR));
            }
        }
        return results;
    }
}
