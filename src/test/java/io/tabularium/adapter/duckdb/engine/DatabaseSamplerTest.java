package io.tabularium.adapter.duckdb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoublePredicate;

class DatabaseSamplerTest {

    private static final Duration OFTEN = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final MeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void tellsWhatTheDatabaseTakes(@TempDir Path folder) throws Exception {
        DuckDbSettings settings = DuckDbSettings.at(folder.resolve("t.duckdb"));
        try (DuckDbDatabase database = new DuckDbDatabase(settings);
                DatabaseSampler sampler = new DatabaseSampler(database, settings, OFTEN);
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            sampler.bindTo(registry);
            statement.execute("CREATE TABLE t AS SELECT range AS a FROM range(50000)");

            awaitValue("memory", bytes -> bytes > 0);
            awaitValue("file", bytes -> bytes > 0);
            awaitValue("wal", bytes -> bytes > 0);
            awaitValue("disk.free", bytes -> bytes > 0);
            assertThat(value("temp")).isZero();
            assertThat(value("sample.age")).isLessThan((double) PATIENCE.toSeconds());
        }
    }

    @Test
    void countsWhatQueriesHaveSpilled(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("t.duckdb");
        Path temp = Files.createDirectory(folder.resolve("temp"));
        assertThat(DatabaseFiles.of(createdAt(file), temp).tempBytes()).isZero();

        Files.write(temp.resolve("duckdb_temp_storage_DEFAULT-0.tmp"), new byte[1_234]);

        assertThat(DatabaseFiles.of(file, temp).tempBytes()).isEqualTo(1_234);
        assertThat(DatabaseFiles.of(file, folder.resolve("none")).tempBytes()).isZero();
        assertThat(DatabaseFiles.of(file, null).tempBytes()).isZero();
    }

    @Test
    void knowsNothingMoreOfAnEngineThatDoesNotAnswer(@TempDir Path folder) {
        DuckDbSettings settings = DuckDbSettings.at(folder.resolve("t.duckdb"));
        DuckDbDatabase database = new DuckDbDatabase(settings);
        try (DatabaseSampler sampler = new DatabaseSampler(database, settings, OFTEN)) {
            sampler.bindTo(registry);
            awaitValue("memory", bytes -> bytes >= 0);

            database.close();

            awaitValue("memory", Double::isNaN);
            assertThat(value("file")).isPositive();
        }
    }

    private static Path createdAt(Path file) throws Exception {
        return Files.write(file, new byte[10]);
    }

    private double value(String name) {
        return registry.get("tabularium.duckdb." + name).gauge().value();
    }

    private void awaitValue(String name, DoublePredicate condition) {
        Gauge gauge = registry.get("tabularium.duckdb." + name).gauge();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.test(gauge.value())) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(name + " is " + gauge.value());
            }
            LockSupport.parkNanos(OFTEN.toNanos());
        }
    }
}
