package io.tabularium.adapter.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.adapter.duckdb.engine.DatabaseNotOpened;
import io.tabularium.adapter.duckdb.engine.DatabaseNotOpened.Fault;
import io.tabularium.adapter.duckdb.engine.DuckDbDatabase;
import io.tabularium.adapter.duckdb.engine.DuckDbSettings;
import io.tabularium.adapter.duckdb.engine.OpeningFault;
import io.tabularium.adapter.duckdb.recovery.DatabaseRecovery;
import io.tabularium.adapter.duckdb.write.WriterConnection;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Files as a failing disk, or another version, leaves them. */
final class DamagedFilesTest {

    private static final int MERGED = 3_000;
    private static final int LOGGED = 100;
    private static final int HEADER = 4_096;

    @TempDir private Path directory;

    private Path file;
    private Path log;

    @BeforeEach
    void copyFilesInUse() throws IOException, SQLException {
        Path live = directory.resolve("live.duckdb");
        file = Files.createDirectory(directory.resolve("copy")).resolve("copy.duckdb");
        log = file.resolveSibling("copy.duckdb.wal");
        try (DuckDbDatabase database = new DuckDbDatabase(DuckDbSettings.at(live));
                WriterConnection connection = new WriterConnection(database)) {
            connection.execute("CREATE TABLE t (i BIGINT PRIMARY KEY, s VARCHAR)");
            connection.execute(
                    "INSERT INTO t SELECT range, uuid() FROM range(%d)".formatted(MERGED));
            connection.execute("CHECKPOINT");
            for (int row = 0; row < LOGGED; row++) {
                connection.execute("INSERT INTO t VALUES (%d, uuid())".formatted(-1 - row));
            }
            Files.copy(live, file);
            Files.copy(live.resolveSibling("live.duckdb.wal"), log);
        }
    }

    @Test
    void refusesLogWhoseEndWasAltered() throws IOException {
        alter(log, (int) Files.size(log) - 5);
        assertRefusedUntouched(Fault.LOG_DAMAGED, "its write-ahead log cannot be replayed");
    }

    @Test
    void refusesLogWhoseFirstEntryWasAltered() throws IOException {
        alter(log, 60);
        assertRefusedUntouched(Fault.LOG_DAMAGED, "its write-ahead log cannot be replayed");
    }

    @Test
    void refusesFileWhoseHeaderWasAltered() throws IOException {
        alter(file, 100);
        assertRefusedUntouched(Fault.DAMAGED, "the file is damaged");
    }

    @Test
    void refusesFileOfWhichBlockWasAltered() throws IOException {
        alter(file, 3 * HEADER + 1_000);
        assertRefusedUntouched(Fault.BLOCK_DAMAGED, "the file is damaged");
    }

    @Test
    void refusesFileThatWasCutOff() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, 100));
        assertRefusedUntouched(Fault.DAMAGED, "the file is damaged");
    }

    @Test
    void refusesEmptyFile() throws IOException {
        Files.write(file, new byte[0]);
        assertRefusedUntouched(Fault.NO_DATABASE, "the file is not a DuckDB database");
    }

    @Test
    void refusesFileOfNewerVersion() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(12, 1_000);
        bytes.putLong(0, checksum(bytes, 8, HEADER - 8));
        Files.write(file, bytes.array());
        assertRefusedUntouched(Fault.TOO_NEW, "the file was written by a newer version of DuckDB");
    }

    @Test
    void recoversWithoutTheLogAndKeepsIt() throws Exception {
        alter(log, (int) Files.size(log) - 5);
        byte[] damaged = Files.readAllBytes(log);
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-20T14:30:00.5Z"));
        try (DuckDbDatabase database = new DatabaseRecovery(clock).open(DuckDbSettings.at(file));
                WriterConnection connection = new WriterConnection(database)) {
            assertThat(connection.texts("SELECT count(*) FROM t")).isEqualTo(List.of("" + MERGED));
        }
        assertThat(file.resolveSibling("copy.duckdb.wal.20261120T143000500Z.set-aside"))
                .hasBinaryContent(damaged);
    }

    @Test
    void losesNothingOfLogThatCanBeReplayedThoughItMayRecover() throws Exception {
        try (DuckDbDatabase database =
                        new DatabaseRecovery(InstantSource.system()).open(DuckDbSettings.at(file));
                WriterConnection connection = new WriterConnection(database)) {
            assertThat(connection.texts("SELECT count(*) FROM t"))
                    .isEqualTo(List.of("" + (MERGED + LOGGED)));
        }
        assertThat(contents()).containsOnlyKeys("copy.duckdb");
    }

    @Test
    void doesNotTakeDamagedFileForDamagedLog() throws IOException {
        alter(file, 100);
        Map<String, ByteBuffer> before = contents();
        assertNotRecovered(DuckDbSettings.at(file), Fault.DAMAGED, "the file is damaged");
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void keepsWholeLogForWhichThereIsTooLittleMemory() throws Exception {
        byte[] whole = writeLog("INSERT INTO t SELECT -range - 1, uuid() FROM range(50000)");
        for (String limit : List.of("500KB", "1MB", "2MB")) {
            assertNotRecovered(limited(limit), Fault.MEMORY, "the memory limit is too small");
            assertThat(log).hasBinaryContent(whole);
        }
        try (DuckDbDatabase database = new DuckDbDatabase(DuckDbSettings.at(file));
                WriterConnection connection = new WriterConnection(database)) {
            assertThat(connection.texts("SELECT count(*) FROM t"))
                    .isEqualTo(List.of("" + (MERGED + 50_000)));
        }
    }

    @Test
    void doesNotTakeLogThatCannotBeReadForDamagedOne() throws IOException {
        Files.delete(log);
        Files.createDirectory(log);
        assertNotRecovered(DuckDbSettings.at(file), Fault.DISK, "a file cannot be read or written");
        assertThat(log).isDirectory();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Out of Memory Error: Failure while replaying WAL file "x.wal": could not allocate block of size 256.0 KiB (1 MiB/1 MiB used) | MEMORY
                    TransactionContext Error: Failure while replaying WAL file "x.wal": Failed to commit: failed to pin block of size 256.0 KiB | MEMORY
                    TransactionContext Error: Failure while replaying WAL file "x.wal": Failed to commit: Could not write file "x": No space left on device | DISK
                    IO Error: Failure while replaying WAL file "x.wal": Could not read from file "x.wal": Input/output error | DISK
                    TransactionContext Error: Failure while replaying WAL file "x.wal": Failed to commit: Could not read enough bytes from file "x" | DAMAGED
                    IO Error: Failure while replaying WAL file "x.wal": Corrupt WAL file: entry at byte position 1 computed checksum 2 | LOG_DAMAGED
                    Data Corruption Error: Failure while replaying WAL file "x.wal": Corrupt WAL file: entry at byte position 1 | LOG_DAMAGED
                    """)
    void tellsCauseApartFromWhatWasDoneMeanwhile(String message, Fault fault) {
        assertThat(OpeningFault.of(new SQLException(message))).isEqualTo(fault);
    }

    /** Replaces the log by one of what this statement changes; returns it. */
    private byte[] writeLog(String statement) throws Exception {
        Files.delete(log);
        byte[] before = Files.readAllBytes(file);
        byte[] written;
        try (DuckDbDatabase database = new DuckDbDatabase(DuckDbSettings.at(file));
                WriterConnection connection = new WriterConnection(database)) {
            connection.execute(statement);
            written = Files.readAllBytes(log);
        }
        Files.write(file, before);
        Files.write(log, written);
        return written;
    }

    private DuckDbSettings limited(String memory) {
        DuckDbSettings.Pool pool = new DuckDbSettings.Pool(1, Duration.ofSeconds(5));
        return new DuckDbSettings(file, memory, 1, null, null, null, 10_000, pool, pool);
    }

    private void assertNotRecovered(DuckDbSettings settings, Fault fault, String reason) {
        assertThatThrownBy(() -> new DatabaseRecovery(InstantSource.system()).open(settings))
                .isInstanceOfSatisfying(
                        DatabaseNotOpened.class,
                        e -> assertThat(e.fault()).as(e.getMessage()).isEqualTo(fault))
                .hasMessageContaining(reason);
    }

    private void assertRefusedUntouched(Fault fault, String reason) throws IOException {
        Map<String, ByteBuffer> before = contents();
        assertThatThrownBy(() -> new DuckDbDatabase(DuckDbSettings.at(file)))
                .isInstanceOfSatisfying(
                        DatabaseNotOpened.class,
                        e -> assertThat(e.fault()).as(e.getMessage()).isEqualTo(fault))
                .hasMessageContaining(file.toString())
                .hasMessageContaining(reason);
        assertThat(contents()).isEqualTo(before);
    }

    private Map<String, ByteBuffer> contents() throws IOException {
        Map<String, ByteBuffer> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(file.getParent())) {
            for (Path path : files.filter(Files::isRegularFile).toList()) {
                contents.put(
                        path.getFileName().toString(), ByteBuffer.wrap(Files.readAllBytes(path)));
            }
        }
        return contents;
    }

    private static void alter(Path path, int position) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        bytes[position] ^= 0x55;
        Files.write(path, bytes);
    }

    /** The engine's own. */
    private static long checksum(ByteBuffer bytes, int from, int length) {
        long sum = 5_381;
        for (int i = from; i < from + length; i += Long.BYTES) {
            sum ^= bytes.getLong(i) * 0xbf58476d1ce4e5b9L;
        }
        return sum;
    }
}
