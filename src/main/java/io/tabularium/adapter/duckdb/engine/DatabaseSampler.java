package io.tabularium.adapter.duckdb.engine;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tabularium.adapter.jdbc.VitalTask;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Looks now and then at how much memory and room on disk the database takes, on a thread of its
 * own: whoever scrapes the metrics is told what was seen last and waits for nothing, least of all
 * for an engine that is busy or being opened anew. What is not known, or was seen too long ago, is
 * {@code NaN}. Thread-safe.
 */
public final class DatabaseSampler implements MeterBinder, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseSampler.class);

    /** What is older says nothing about now. */
    private static final int STALE_AFTER_INTERVALS = 3;

    private final DuckDbDatabase database;
    private final @Nullable Path path;
    private final @Nullable Path tempDirectory;
    private final Duration interval;
    private final ScheduledThreadPoolExecutor thread;
    private volatile Sampled<EngineMemory> memory = Sampled.nothing();
    private volatile Sampled<DatabaseFiles> files = Sampled.nothing();

    /** What was seen, and when by {@link System#nanoTime}. */
    private record Sampled<T>(@Nullable T seen, long at) {

        static <T> Sampled<T> nothing() {
            return new Sampled<>(null, System.nanoTime());
        }

        long ageNanos() {
            return System.nanoTime() - at;
        }
    }

    /**
     * Starts the thread.
     *
     * @param settings that the database was opened with
     * @param interval between two looks, positive
     */
    public DatabaseSampler(DuckDbDatabase database, DuckDbSettings settings, Duration interval) {
        this.database = database;
        this.path = settings.path();
        this.tempDirectory = settings.tempDirectory();
        this.interval = interval;
        this.thread =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("database-sampler").factory());
        var _ =
                thread.scheduleWithFixedDelay(
                        new VitalTask(this::sample), 0, interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Files first: they can be looked at while the engine cannot. */
    private void sample() {
        if (path != null) {
            try {
                files = new Sampled<>(DatabaseFiles.of(path, tempDirectory), System.nanoTime());
            } catch (IOException | UncheckedIOException e) {
                LOG.atDebug().setCause(e).log("database_files_not_sampled");
            }
        }
        try {
            memory = new Sampled<>(EngineMemory.of(database), System.nanoTime());
        } catch (SQLException | RuntimeException e) {
            LOG.atDebug().setCause(e).log("engine_memory_not_sampled");
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        memory(registry, "memory", "Memory that the engine uses", EngineMemory::bytes);
        TimeGauge.builder(
                        "tabularium.duckdb.sample.age",
                        () -> memory.ageNanos(),
                        TimeUnit.NANOSECONDS)
                .description("Time since the engine last told its memory")
                .register(registry);
        if (path != null) {
            file(registry, "file", "Size of the database file", DatabaseFiles::fileBytes);
            file(registry, "wal", "Size of the write-ahead log", DatabaseFiles::logBytes);
            file(registry, "temp", "Files that queries have spilled", DatabaseFiles::tempBytes);
            file(
                    registry,
                    "disk.free",
                    "Free space of the disk that the database file is on",
                    DatabaseFiles::freeBytes);
        }
    }

    private void memory(
            MeterRegistry registry,
            String name,
            String description,
            ToDoubleFunction<EngineMemory> value) {
        gauge(registry, name, description, () -> value(memory, value));
    }

    private void file(
            MeterRegistry registry,
            String name,
            String description,
            ToDoubleFunction<DatabaseFiles> value) {
        gauge(registry, name, description, () -> value(files, value));
    }

    private static void gauge(
            MeterRegistry registry, String name, String description, Supplier<Number> value) {
        Gauge.builder("tabularium.duckdb." + name, value)
                .description(description)
                .baseUnit("bytes")
                .register(registry);
    }

    private <T> double value(Sampled<T> sampled, ToDoubleFunction<T> value) {
        @Nullable T seen = sampled.seen();
        boolean stale = sampled.ageNanos() > STALE_AFTER_INTERVALS * interval.toNanos();
        return seen == null || stale ? Double.NaN : value.applyAsDouble(seen);
    }

    /** Looks no more, and waits for no look that is under way. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
