package io.tabularium.adapter.duckdb;

import static io.tabularium.adapter.duckdb.Stations.station;
import static io.tabularium.contract.TestSchemas.COUNTERS;
import static io.tabularium.contract.TestSchemas.STATIONS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.adapter.duckdb.engine.SqlFailure;
import io.tabularium.adapter.duckdb.write.WriterConnection;
import io.tabularium.domain.TabulariumException.DuplicateRecord;
import io.tabularium.domain.TabulariumException.StorageUnavailable;
import io.tabularium.domain.record.BulkOptions;
import io.tabularium.domain.record.BulkOptions.OnConflict;
import io.tabularium.domain.record.BulkOptions.OnError;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordData;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

final class DuckDbRecordWritesTest {

    private static final BulkOptions ABORT =
            new BulkOptions(OnError.ABORT, OnConflict.ERROR, Optional.empty(), false, false);

    @TempDir private Path directory;

    @Test
    void givesEachOfManyConcurrentCallersItsOwnOutcome() throws Exception {
        int threads = 64;
        int rounds = 8;
        AtomicInteger duplicates = new AtomicInteger();
        try (WriterHarness harness = WriterHarness.at(directory.resolve("db"), STATIONS);
                ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Callable<List<DataRecord>>> callers = new ArrayList<>();
            for (int caller = 0; caller < threads; caller++) {
                String name = "caller " + caller;
                callers.add(
                        () -> {
                            List<DataRecord> mine = new ArrayList<>();
                            for (long round = 0; round < rounds; round++) {
                                mine.add(harness.create(station(null, name, round, name)));
                                try {
                                    mine.add(
                                            harness.create(
                                                    station("prize " + round, null, null, name)));
                                } catch (DuplicateRecord e) {
                                    duplicates.incrementAndGet();
                                }
                            }
                            return mine;
                        });
            }
            List<DataRecord> all = new ArrayList<>();
            for (Future<List<DataRecord>> mine : executor.invokeAll(callers)) {
                all.addAll(mine.get());
            }

            assertThat(all).hasSize(threads * rounds + rounds);
            assertThat(duplicates).hasValue(threads * rounds - rounds);
            assertThat(harness.records(STATIONS)).containsExactlyInAnyOrderElementsOf(all);
        }
    }

    @Test
    void movesKeysToAndFroUnderTheEyesOfOldReader() throws SQLException {
        try (WriterHarness harness = WriterHarness.at(directory.resolve("db"), STATIONS)) {
            DataRecord first = harness.create(station("A", "N", 1L, "first"));
            DataRecord second = harness.create(station("B", "N", 2L, "second"));
            try (Connection reader = harness.database.streams().source().connect();
                    Statement statement = reader.createStatement()) {
                reader.setAutoCommit(false);
                try (ResultSet rows = statement.executeQuery("SELECT * FROM stations")) {
                    rows.next();
                    for (long i = 0; i < 30; i++) {
                        harness.put(first.id(), station("C", "M", 1L, "moved " + i));
                        harness.put(second.id(), station("A", "N", 1L, "moved in " + i));
                        harness.put(second.id(), station("B", "N", 2L, "back " + i));
                        harness.put(first.id(), station("A", "N", 1L, "back " + i));
                    }
                }
                reader.rollback();
            }

            assertThat(harness.records(STATIONS))
                    .extracting(DataRecord::version)
                    .containsExactly(61L, 61L);
            assertThatThrownBy(() -> harness.create(station("A", null, null, null)))
                    .isInstanceOf(DuplicateRecord.class);
            assertThatThrownBy(() -> harness.create(station(null, "N", 2L, null)))
                    .isInstanceOf(DuplicateRecord.class);
        }
    }

    @Test
    void makesRecordsWithTheKeysOfDeletedOnesUnderTheEyesOfOldReader() throws SQLException {
        try (WriterHarness harness = WriterHarness.at(directory.resolve("db"), STATIONS)) {
            DataRecord current = harness.create(station("A", "N", 1L, "first"));
            try (Connection reader = harness.database.streams().source().connect();
                    Statement statement = reader.createStatement()) {
                reader.setAutoCommit(false);
                try (ResultSet rows = statement.executeQuery("SELECT * FROM stations")) {
                    rows.next();
                    for (int i = 0; i < 30; i++) {
                        harness.delete(current);
                        current =
                                harness.put(current.id(), station("A", "N", 1L, "round " + i))
                                        .record();
                    }
                }
                reader.rollback();
            }

            assertThat(harness.records(STATIONS)).containsExactly(current);
        }
    }

    @Test
    void leavesAcknowledgedWritesInTheFilesAtAnyTime() throws IOException {
        Path live = Files.createDirectory(directory.resolve("live"));
        Path copy = Files.createDirectory(directory.resolve("copy"));
        List<DataRecord> acknowledged;
        try (WriterHarness harness = WriterHarness.at(live.resolve("db"), STATIONS, COUNTERS)) {
            DataRecord changed = harness.create(station("A", "N", 1L, "created"));
            harness.delete(harness.create(station("B", "N", 2L, "deleted")));
            harness.put(changed.id(), station("B", "N", 2L, "moved"));
            harness.load(STATIONS, ABORT, List.of(station("C", null, null, "loaded")));
            harness.load(COUNTERS, ABORT, List.of(counter("loaded")));
            acknowledged = all(harness);
            copyFiles(live, copy);
        }

        try (WriterHarness survivor = WriterHarness.at(copy.resolve("db"), STATIONS, COUNTERS)) {
            assertThat(all(survivor)).isEqualTo(acknowledged).hasSize(3);
            assertThatThrownBy(() -> survivor.create(station("B", null, null, null)))
                    .isInstanceOf(DuplicateRecord.class);
            assertThat(survivor.create(station("A", "N", 1L, "goes on")).sequence())
                    .isGreaterThan(acknowledged.get(1).sequence());
        }
    }

    @Test
    void refusesWritesOnceClosed() {
        WriterHarness harness = WriterHarness.inMemory(COUNTERS, STATIONS);
        harness.writer.close();

        assertThatThrownBy(() -> harness.create(counter("late")))
                .isInstanceOf(StorageUnavailable.class);
        assertThatThrownBy(
                        () ->
                                harness.load(
                                        STATIONS, ABORT, List.of(station("A", null, null, null))))
                .isInstanceOf(StorageUnavailable.class);
        harness.database.close();
    }

    /** The engine refuses a key of a load that is being committed before anyone can see it. */
    @Test
    void givesKeyToSingleWriteOrToLoadThatIsBeingCommitted() throws Exception {
        int rows = 50_000;
        try (WriterHarness harness = WriterHarness.at(directory.resolve("db"), STATIONS);
                WriterConnection load = new WriterConnection(harness.database);
                ExecutorService executor = Executors.newSingleThreadExecutor()) {
            for (int round = 0; round < 3; round++) {
                load.begin();
                load.execute(
                        """
                        INSERT INTO stations
                        SELECT i + %1$d, uuid(), 1, now(), now(), '%1$d-' || i, NULL, NULL, 'loaded'
                        FROM range(%2$d) rows(i)"""
                                .formatted((round + 1) * 1_000_000, rows));
                Future<Boolean> commit = executor.submit(() -> commits(load));
                int stored = 0;
                for (int row = 0; !commit.isDone(); row++) {
                    String key = (round + 1) * 1_000_000 + "-" + row;
                    stored += isStored(harness, station(key, null, null, "single")) ? 1 : 0;
                }

                assertThat(harness.texts("SELECT label FROM stations"))
                        .hasSize(stored + (commit.get() ? rows : 0))
                        .filteredOn("single"::equals)
                        .hasSize(stored);
                load.execute("DELETE FROM stations");
            }
        }
    }

    private static boolean commits(WriterConnection load) throws SQLException {
        try {
            load.commit();
            return true;
        } catch (SQLException e) {
            assertThat(SqlFailure.of(e)).isEqualTo(SqlFailure.DUPLICATE_KEY_AT_COMMIT);
            load.rollback();
            return false;
        }
    }

    private static boolean isStored(WriterHarness harness, RecordData data) {
        try {
            harness.create(data);
            return true;
        } catch (DuplicateRecord e) {
            return false;
        }
    }

    private static List<DataRecord> all(WriterHarness harness) {
        List<DataRecord> all = new ArrayList<>(harness.records(STATIONS));
        all.addAll(harness.records(COUNTERS));
        return all;
    }

    private static void copyFiles(Path from, Path to) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(from)) {
            for (Path file : files) {
                if (Files.isRegularFile(file)) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
    }

    private static RecordData counter(String name) {
        return new RecordData(COUNTERS, new Object[] {name, 1L});
    }
}
