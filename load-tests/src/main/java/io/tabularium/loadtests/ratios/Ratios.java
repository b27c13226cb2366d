package io.tabularium.loadtests.ratios;

import io.tabularium.loadtests.ratios.benchmark.Benchmark;
import io.tabularium.loadtests.ratios.benchmark.Workbench;
import io.tabularium.loadtests.ratios.benchmark.duckdb.DuckDbBenchmarks;
import io.tabularium.loadtests.ratios.benchmark.postgresql.PostgreSqlBenchmarks;
import io.tabularium.loadtests.ratios.limit.RawDuckDb;
import io.tabularium.loadtests.ratios.measurement.RatioSettings;
import io.tabularium.loadtests.ratios.measurement.Result;
import io.tabularium.loadtests.ratios.measurement.ResultTable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Measures each path of the service against its limit, in one run on one machine, and prints a
 * table. Exit status 1: a path does not reach its bar. Exit status 2: the measurement failed.
 */
final class Ratios {

    private static final List<Benchmark> BENCHMARKS =
            Stream.of(
                            DuckDbBenchmarks.paths(),
                            PostgreSqlBenchmarks.paths(),
                            DuckDbBenchmarks.kinds(),
                            PostgreSqlBenchmarks.kinds())
                    .flatMap(Function.identity())
                    .toList();

    private Ratios() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String... arguments) {
        List<Result> results = new ArrayList<>();
        try {
            RatioSettings settings = RatioSettings.of(arguments);
            requireKnown(settings.paths());
            requireSameEngine(settings);
            measure(settings, results);
            return results.stream().allMatch(Result::holds) ? 0 : 1;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 2;
        } catch (Exception e) {
            e.printStackTrace();
            return 2;
        } finally {
            new ResultTable(results).print();
        }
    }

    private static void requireKnown(List<String> paths) {
        Set<String> known = new LinkedHashSet<>();
        BENCHMARKS.forEach(benchmark -> known.add(benchmark.group()));
        BENCHMARKS.forEach(benchmark -> known.add(benchmark.path()));
        for (String path : paths) {
            if (!known.contains(path)) {
                throw new IllegalArgumentException(
                        "There is no path " + path + "; there are " + String.join(", ", known));
            }
        }
    }

    /** Both sides must run the same version of DuckDB; otherwise the ratio means nothing. */
    private static void requireSameEngine(RatioSettings settings) throws IOException {
        String driver = "BOOT-INF/lib/" + RawDuckDb.driver().getFileName();
        try (JarFile jar = new JarFile(settings.jar().toFile())) {
            if (jar.getEntry(driver) == null) {
                throw new IllegalArgumentException(
                        settings.jar()
                                + " was built with another version of the engine; set"
                                + " duckdb.version to the same in both build files.");
            }
        }
    }

    private static void measure(RatioSettings settings, List<Result> results) throws Exception {
        try (Workbench bench = new Workbench(settings)) {
            for (Benchmark benchmark : BENCHMARKS) {
                if (settings.selects(benchmark.path(), benchmark.group())) {
                    results.addAll(benchmark.run(bench));
                }
            }
        }
    }
}
