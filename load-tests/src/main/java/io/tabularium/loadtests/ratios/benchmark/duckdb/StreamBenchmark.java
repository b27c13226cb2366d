package io.tabularium.loadtests.ratios.benchmark.duckdb;

import io.tabularium.loadtests.ratios.benchmark.Benchmark;
import io.tabularium.loadtests.ratios.benchmark.DuckDbPair;
import io.tabularium.loadtests.ratios.benchmark.ServiceStream;
import io.tabularium.loadtests.ratios.benchmark.Workbench;
import io.tabularium.loadtests.ratios.data.ProductionTable;
import io.tabularium.loadtests.ratios.measurement.Result;

import java.nio.file.Path;
import java.util.List;

/**
 * A stream of all records as NDJSON over HTTP against DuckDB's {@code COPY … TO (FORMAT json)} of
 * the same rows into a file.
 */
final class StreamBenchmark implements Benchmark {

    static final Result.Bar BAR = new Result.Bar.AtLeast(0.7);

    @Override
    public String path() {
        return "stream";
    }

    @Override
    public List<Result> run(Workbench bench) throws Exception {
        DuckDbPair pair = bench.loadedDuckDb();
        Path file = bench.folder().resolve("export.ndjson");
        bench.progress().report("stream, against COPY TO");
        ServiceStream stream =
                ServiceStream.of(pair.service(), ProductionTable.NAME, bench.settings().rows());
        return List.of(
                stream.against(() -> pair.raw().export(ProductionTable.NAME, file))
                        .measure("stream", bench, BAR));
    }
}
