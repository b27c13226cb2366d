package io.tabularium.loadtests.ratios.benchmark.duckdb;

import io.tabularium.loadtests.ratios.benchmark.Benchmark;
import io.tabularium.loadtests.ratios.benchmark.Workbench;
import io.tabularium.loadtests.ratios.data.ProductionTable;
import io.tabularium.loadtests.ratios.http.HttpLoad;
import io.tabularium.loadtests.ratios.http.RequestBytes;
import io.tabularium.loadtests.ratios.measurement.Comparison;
import io.tabularium.loadtests.ratios.measurement.RatioSettings;
import io.tabularium.loadtests.ratios.measurement.Result;
import io.tabularium.loadtests.ratios.server.ServiceProcess;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Gets of a thousand records by id, by many clients, against the server's liveness endpoint, which
 * does nothing, by the same clients.
 */
final class HotGetBenchmark implements Benchmark {

    private static final int HOT = 1000;
    private static final long SEED = 4;
    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");

    @Override
    public String path() {
        return "get";
    }

    @Override
    public List<Result> run(Workbench bench) throws Exception {
        RatioSettings settings = bench.settings();
        ServiceProcess service = bench.loadedDuckDb().service();
        bench.progress().report("get by %d clients, against liveness", settings.clients());
        List<byte[]> gets = hot(service);
        RandomGenerator random = new SplittableRandom(SEED);
        HttpLoad.Traffic hot = _ -> Optional.of(gets.get(random.nextInt(gets.size())));
        Optional<byte[]> liveness = Optional.of(RequestBytes.get("/actuator/health/liveness"));
        try (HttpLoad load = new HttpLoad(service.port(), settings.clients())) {
            Comparison comparison =
                    new Comparison(
                            () -> load.perSecond(settings.time(), hot),
                            () -> load.perSecond(settings.time(), _ -> liveness));
            Comparison.Medians medians =
                    comparison.measureAfterWarmUp(settings.repetitions(), bench.progress());
            String path = "get, hot, %d clients".formatted(settings.clients());
            return List.of(Result.of(path, "gets/s", medians, new Result.Bar.AtLeast(0.6)));
        }
    }

    private static List<byte[]> hot(ServiceProcess service) throws IOException {
        String records = ServiceProcess.records(ProductionTable.NAME);
        String some = service.requests().get(records + "/stream?fields=field_code&limit=" + HOT);
        return ID.matcher(some)
                .results()
                .map(id -> RequestBytes.get(records + "/" + id.group(1)))
                .toList();
    }
}
