package io.tabularium.adapter.duckdb;

import static io.tabularium.adapter.duckdb.Stations.station;
import static io.tabularium.contract.TestSchemas.STATIONS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tabularium.FileSizeLimit;
import io.tabularium.adapter.duckdb.engine.DuckDbDatabase;
import io.tabularium.adapter.duckdb.engine.DuckDbSettings;
import io.tabularium.adapter.duckdb.engine.DuckDbSettings.Pool;
import io.tabularium.adapter.duckdb.engine.SqlFailure;
import io.tabularium.adapter.duckdb.write.WriterConnection;
import io.tabularium.contract.SchemaText;
import io.tabularium.domain.TabulariumException.StorageUnavailable;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.BulkOptions;
import io.tabularium.domain.record.BulkOptions.OnError;
import io.tabularium.domain.record.BulkRow;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordSource;
import io.tabularium.domain.schema.Schema;

import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A database that a fatal error of the engine has broken, for real: its file cannot grow. */
final class ReopeningTest {

    private static final Schema MARKS =
            SchemaText.compile(
                    "marks",
                    """
                    {"type": "object", "additionalProperties": false,
                     "properties": {"mark": {"type": "integer"}}}
                    """);

    @TempDir private Path directory;

    private final Random random = new Random(29);

    @BeforeEach
    void requireLimits() {
        assumeTrue(FileSizeLimit.isAvailable());
    }

    @Test
    void goesOnWithAllThatWasAcknowledged() throws Exception {
        try (WriterHarness harness = WriterHarness.at(directory.resolve("db"), STATIONS)) {
            List<DataRecord> acknowledged = create(harness, 100);
            breakEngine(harness);

            assertThat(harness.database.whyUnavailable()).isPresent();
            awaitReopened(harness);

            assertThat(harness.records(STATIONS)).isEqualTo(acknowledged);
            acknowledged.addAll(create(harness, 100));
            assertThat(harness.records(STATIONS)).isEqualTo(acknowledged);
        }
    }

    @Test
    void refusesAtOnceAsLongAsConnectionIsInUse() throws Exception {
        try (WriterHarness harness = WriterHarness.at(directory.resolve("db"), STATIONS)) {
            List<DataRecord> acknowledged = create(harness, 1);
            try (DuckDBConnection lent = harness.database.connect()) {
                breakEngine(harness);

                assertThat(lent.isClosed()).isFalse();
                assertThatThrownBy(() -> create(harness, 1)).isInstanceOf(StorageUnavailable.class);
                assertThatThrownBy(() -> harness.database.reads().source().connect())
                        .isInstanceOf(SQLException.class);
                assertThat(harness.database.whyUnavailable()).isPresent();
            }
            awaitReopened(harness);
            assertThat(harness.records(STATIONS)).isEqualTo(acknowledged);
        }
    }

    @Test
    void losesNothingAcknowledgedWhileManyWriteAndItBreaksAgainAndAgain() throws Exception {
        try (WriterHarness harness = WriterHarness.at(directory.resolve("db"), STATIONS);
                ExecutorService clients = Executors.newFixedThreadPool(8)) {
            AtomicBoolean over = new AtomicBoolean();
            List<Future<List<DataRecord>>> all = new ArrayList<>();
            for (int client = 0; client < 8; client++) {
                all.add(clients.submit(() -> createUntil(harness, over)));
            }
            try {
                for (int round = 0; round < 3; round++) {
                    breakEngine(harness);
                    createInTheEnd(harness);
                }
            } finally {
                over.set(true);
            }
            List<DataRecord> acknowledged = new ArrayList<>();
            for (Future<List<DataRecord>> one : all) {
                acknowledged.addAll(one.get());
            }
            assertThat(acknowledged).isNotEmpty();
            assertThat(harness.records(STATIONS)).containsAll(acknowledged);
        }
    }

    /** The engine says that such a removal is durable: it takes little room in the log. */
    @Test
    void countsLoneRemovalAsDoneAfterWhichCheckpointFails() throws Exception {
        Deque<DataRecord> expected = new ArrayDeque<>();
        try (WriterHarness harness = loadedWith(expected)) {
            try (FileSizeLimit _ = limitToPresentSize()) {
                while (harness.database.whyUnavailable().isEmpty()) {
                    harness.delete(expected.removeFirst());
                }
            }
            awaitReopened(harness);
            assertThat(harness.records(STATIONS)).containsExactlyElementsOf(expected);
        }
    }

    @Test
    void keepsLoneCreatesAcknowledgedBeforeCheckpointFails() throws Exception {
        assertKeptThoughCheckpointFails(
                (harness, expected) ->
                        expected.add(harness.create(station(null, null, null, text()))));
    }

    @Test
    void keepsLonePutsAcknowledgedBeforeCheckpointFails() throws Exception {
        assertKeptThoughCheckpointFails(
                (harness, expected) -> {
                    DataRecord old = expected.removeFirst();
                    expected.add(harness.put(old.id(), station(null, null, null, text())).record());
                });
    }

    /**
     * Writes until a checkpoint fails. What becomes of the last write is unknown if the engine does
     * not say that it is durable; that may be one record beside those expected.
     *
     * @param write writes one record and changes what is expected accordingly
     */
    private void assertKeptThoughCheckpointFails(BiConsumer<WriterHarness, Deque<DataRecord>> write)
            throws Exception {
        Deque<DataRecord> expected = new ArrayDeque<>();
        try (WriterHarness harness = loadedWith(expected)) {
            try (FileSizeLimit _ = limitToPresentSize()) {
                while (harness.database.whyUnavailable().isEmpty()) {
                    write.accept(harness, expected);
                }
            } catch (StorageUnavailable unknown) {
                assertThat(unknown).hasRootCauseInstanceOf(SQLException.class);
            }
            awaitReopened(harness);
            assertThat(harness.records(STATIONS))
                    .containsAll(expected)
                    .hasSizeBetween(expected.size(), expected.size() + 1);
        }
    }

    /** Often merges its log, which is smaller than its file. */
    private WriterHarness loadedWith(Deque<DataRecord> records) throws SQLException {
        WriterHarness harness = WriterHarness.at(directory.resolve("db"), "100KB", STATIONS);
        harness.load(
                STATIONS,
                options(OnError.ABORT, false),
                Collections.nCopies(5_000, station(null, null, null, "label")));
        records.addAll(harness.records(STATIONS));
        harness.texts("CHECKPOINT");
        return harness;
    }

    /** One that takes room in the file although the engine compresses. */
    private String text() {
        byte[] bytes = new byte[100];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** The disk may have been full for long enough to break the engine once more. */
    private static void createInTheEnd(WriterHarness harness) throws TimeoutException {
        while (true) {
            awaitReopened(harness);
            try {
                create(harness, 1);
                return;
            } catch (StorageUnavailable brokenAgain) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    @Test
    void opensAgainAfterAttemptThatFailed() throws Exception {
        try (WriterHarness harness = WriterHarness.at(directory.resolve("db"), STATIONS)) {
            List<DataRecord> acknowledged = create(harness, 10);
            AtomicInteger attempts = new AtomicInteger();
            harness.database.whenReopened(
                    () -> {
                        throw new IllegalStateException("not released");
                    },
                    () -> {
                        if (attempts.getAndIncrement() == 0) {
                            throw new IllegalStateException("not renewed");
                        }
                    });
            breakEngine(harness);
            awaitReopened(harness);

            assertThat(attempts).hasValue(2);
            assertThat(harness.records(STATIONS)).isEqualTo(acknowledged);
        }
        assertThat(openFiles()).doesNotContain(directory.resolve("db"));
    }

    @Test
    void leavesNothingOpenWherePoolCannotBeMade() throws Exception {
        Path file = directory.resolve("db");
        Pool pool = new Pool(4, Duration.ofSeconds(5));
        Pool none = new Pool(0, Duration.ofSeconds(5));
        DuckDbSettings settings =
                new DuckDbSettings(file, null, null, null, null, null, 10_000, pool, none);

        assertThatThrownBy(() -> new DuckDbDatabase(settings)).isInstanceOf(RuntimeException.class);

        assertThat(file).exists();
        assertThat(openFiles()).doesNotContain(file);
    }

    /** As a client's upload that goes on and on, of rows that never reach the engine. */
    @ParameterizedTest
    @EnumSource(OnError.class)
    void endsLoadThatHoldsConnection(OnError onError) throws Exception {
        try (WriterHarness harness = WriterHarness.at(directory.resolve("db"), STATIONS)) {
            BulkLoad load =
                    new BulkLoad(STATIONS, options(onError, false), endlessAfterBreak(harness));
            assertThatThrownBy(() -> harness.writer.load(load))
                    .isInstanceOf(StorageUnavailable.class);
            awaitReopened(harness);
            assertThat(harness.records(STATIONS)).isEmpty();
        }
    }

    @Test
    void goesOnBesideDryRunThatNeedsNoStorage() throws Exception {
        try (WriterHarness harness = WriterHarness.at(directory.resolve("db"), MARKS)) {
            BulkRow.Valid row = new BulkRow.Valid(0, 1, new RecordData(MARKS, new Object[] {1L}));
            Deque<BulkRow> rows = new ArrayDeque<>(List.of(row, row));
            BulkLoad load =
                    new BulkLoad(
                            MARKS,
                            options(OnError.ABORT, true),
                            () -> {
                                if (rows.size() == 1) {
                                    breakAndAwaitReopened(harness);
                                }
                                return rows.poll();
                            });
            harness.writer.load(load);
            assertThat(load.report().created()).isEqualTo(2);
        }
    }

    private RecordSource endlessAfterBreak(WriterHarness harness) {
        AtomicInteger rows = new AtomicInteger();
        return () -> {
            switch (rows.getAndIncrement()) {
                case 0 -> {}
                case 1 -> breakUnchecked(harness);
                default -> {
                    if (rows.get() > 1_000_000) {
                        throw new AssertionError("the load goes on");
                    }
                }
            }
            return new BulkRow.Invalid(rows.get(), rows.get(), List.of());
        };
    }

    private void breakAndAwaitReopened(WriterHarness harness) {
        breakUnchecked(harness);
        try {
            awaitReopened(harness);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private void breakUnchecked(WriterHarness harness) {
        try {
            // Forced, a checkpoint would await the end of the load's transaction.
            breakEngine(harness, "CHECKPOINT");
        } catch (IOException | SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static BulkOptions options(OnError onError, boolean dryRun) {
        return new BulkOptions(
                onError, BulkOptions.OnConflict.ERROR, Optional.empty(), dryRun, false);
    }

    private static List<Path> openFiles() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            List<Path> files = new ArrayList<>();
            for (Path descriptor : descriptors.filter(Files::isSymbolicLink).toList()) {
                try {
                    files.add(Files.readSymbolicLink(descriptor));
                } catch (NoSuchFileException e) {
                    // That of the listing itself.
                }
            }
            return files;
        }
    }

    private static List<DataRecord> createUntil(WriterHarness harness, AtomicBoolean over) {
        List<DataRecord> acknowledged = new ArrayList<>();
        while (!over.get()) {
            try {
                acknowledged.addAll(create(harness, 1));
            } catch (StorageUnavailable e) {
                LockSupport.parkNanos(1_000_000);
            }
        }
        return acknowledged;
    }

    private static List<DataRecord> create(WriterHarness harness, int number) {
        List<DataRecord> created = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            created.add(harness.create(station(null, null, null, "label")));
        }
        return created;
    }

    /** A checkpoint that cannot be written is fatal. */
    private void breakEngine(WriterHarness harness) throws IOException, SQLException {
        breakEngine(harness, "FORCE CHECKPOINT");
    }

    private void breakEngine(WriterHarness harness, String checkpoint)
            throws IOException, SQLException {
        try (WriterConnection connection = new WriterConnection(harness.database)) {
            // What does not fit into the free blocks of the file has to grow it.
            int rows = 100_000;
            while (checkpointsWith(rows, connection, checkpoint)) {
                rows *= 2;
            }
        }
    }

    private boolean checkpointsWith(int rows, WriterConnection connection, String checkpoint)
            throws IOException, SQLException {
        connection.execute(
                "CREATE OR REPLACE TABLE ballast AS SELECT uuid() FROM range(%d)".formatted(rows));
        try (FileSizeLimit _ = limitToPresentSize()) {
            connection.execute(checkpoint);
            return true;
        } catch (SQLException e) {
            assertThat(SqlFailure.of(e)).isEqualTo(SqlFailure.FATAL);
            return false;
        }
    }

    private FileSizeLimit limitToPresentSize() throws IOException {
        long size = Files.size(directory.resolve("db"));
        return FileSizeLimit.of(ProcessHandle.current().pid(), size);
    }

    private static void awaitReopened(WriterHarness harness) throws TimeoutException {
        await(() -> harness.database.whyUnavailable().isEmpty());
    }

    private static void await(BooleanSupplier condition) throws TimeoutException {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new TimeoutException();
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
