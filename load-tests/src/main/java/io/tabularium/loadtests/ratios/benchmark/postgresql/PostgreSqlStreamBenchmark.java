package io.tabularium.loadtests.ratios.benchmark.postgresql;

import io.tabularium.loadtests.ratios.benchmark.Benchmark;
import io.tabularium.loadtests.ratios.benchmark.PostgreSqlPair;
import io.tabularium.loadtests.ratios.benchmark.ServiceStream;
import io.tabularium.loadtests.ratios.benchmark.Workbench;
import io.tabularium.loadtests.ratios.data.ProductionTable;
import io.tabularium.loadtests.ratios.measurement.Result;

import java.util.List;

/**
 * A stream of all records as NDJSON over HTTP against {@code COPY (SELECT row_to_json(…)) TO
 * STDOUT} of the same table, received by this process.
 */
final class PostgreSqlStreamBenchmark implements Benchmark {

    static final Result.Bar BAR = new Result.Bar.AtLeast(0.6, 0.9);

    @Override
    public String path() {
        return "pg-stream";
    }

    @Override
    public String group() {
        return "pg";
    }

    @Override
    public List<Result> run(Workbench bench) throws Exception {
        PostgreSqlPair pair = bench.loadedPostgreSql();
        int rows = bench.settings().rows();
        bench.progress().report("PostgreSQL: stream, against COPY of row_to_json");
        return List.of(
                ServiceStream.of(pair.service(), ProductionTable.NAME, rows)
                        .against(() -> pair.raw().export(ProductionTable.NAME, rows))
                        .measure(path(), bench, BAR));
    }
}
