package io.tabularium.adapter.duckdb.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.util.stream.Collectors.joining;

import io.tabularium.adapter.duckdb.engine.DatabaseNotOpened;
import io.tabularium.adapter.duckdb.engine.DatabaseNotOpened.Fault;
import io.tabularium.adapter.duckdb.engine.DuckDbDatabase;
import io.tabularium.adapter.duckdb.engine.DuckDbSettings;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Files as a kill within a checkpoint leaves them. Two states of one database are kept, before a
 * checkpoint and after it. A torn file is the one before, of which a block has its first pages from
 * the one after: this is what remains when the write of that block was cut off.
 */
final class TornBlockTest {

    private static final int FIRST_BLOCK = 12_288;
    private static final int BLOCK = 262_144;
    private static final int PAGE = 4_096;

    private static final int MERGED = 20_000;
    private static final int LOGGED = 50;
    private static final String STAMP = "20261120T143000500Z";

    @TempDir private Path directory;

    private Path file;
    private Path log;
    private byte[] before;
    private byte[] after;

    @BeforeEach
    void makeFileWithTornBlock() throws Exception {
        Path live = directory.resolve("live.duckdb");
        Path liveLog = directory.resolve("live.duckdb.wal");
        file = Files.createDirectory(directory.resolve("copy")).resolve("copy.duckdb");
        log = file.resolveSibling("copy.duckdb.wal");
        try (DuckDbDatabase database = new DuckDbDatabase(DuckDbSettings.at(live));
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    CREATE TABLE t (i BIGINT PRIMARY KEY, s VARCHAR UNIQUE, d BIGINT, "order" INTEGER)
                    """);
            statement.execute("CREATE INDEX \"t$order\" ON t (\"order\")");
            insert(statement, 0, MERGED);
            statement.execute("CHECKPOINT");
            insert(statement, MERGED, MERGED + LOGGED);
            statement.execute("DELETE FROM t WHERE i = 7");
            // Its definition fills most of a block with metadata.
            statement.execute("CREATE TABLE wide (" + columns(1_400) + ")");
            before = Files.readAllBytes(live);
            Files.copy(liveLog, log);
            statement.execute("CHECKPOINT");
            after = Files.readAllBytes(live);
        }
        Files.write(file, torn(1));
    }

    @Test
    void refusesTornBlockAndChangesNothing() throws IOException {
        Map<String, ByteBuffer> files = contents();
        assertThatThrownBy(() -> new DuckDbDatabase(DuckDbSettings.at(file)))
                .isInstanceOfSatisfying(
                        DatabaseNotOpened.class,
                        e -> assertThat(e.fault()).isEqualTo(Fault.BLOCK_DAMAGED))
                .hasMessageContaining("the file is damaged");
        assertThat(contents()).isEqualTo(files);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 16, 30})
    void healsBlockWhoseWriteWasCutOff(int pages) throws Exception {
        byte[] torn = torn(pages);
        Files.write(file, torn);
        byte[] logBefore = Files.readAllBytes(log);

        assertRecoversEveryRow();

        assertThat(aside("")).hasBinaryContent(torn);
        assertThat(aside(".wal")).hasBinaryContent(logBefore);
        assertThat(contents().keySet())
                .containsExactly(
                        "copy.duckdb",
                        aside("").getFileName().toString(),
                        aside(".wal").getFileName().toString());
    }

    @Test
    void keepsDatabaseThatOpensWithItsLogOnceItsChecksumIsCorrected() throws Exception {
        assertRecoversEveryRow();
        Files.write(aside(""), corrected(Files.readAllBytes(aside(""))));
        try (DuckDbDatabase kept = new DuckDbDatabase(DuckDbSettings.at(aside("")))) {
            assertHoldsEveryRow(kept);
        }
    }

    @Test
    void healsEveryBlockOfMetadata() throws Exception {
        byte[] bytes = before.clone();
        int blocks = 0;
        for (long position : positionsOfMetadata()) {
            bytes[(int) position] ^= 0x55;
            blocks++;
        }
        assertThat(blocks).isPositive();
        Files.write(file, bytes);
        assertRecoversEveryRow();
    }

    @Test
    void leavesHealthyFileAlone() throws Exception {
        Files.write(file, before);
        assertRecoversEveryRow();
        assertThat(contents()).containsOnlyKeys("copy.duckdb");
    }

    @Test
    void refusesBlockThatCannotBeReadAndChangesNothing() throws Exception {
        byte[] bytes = before.clone();
        for (long position : positionsOfMetadata()) {
            int from = (int) position + Long.BYTES;
            Arrays.fill(bytes, from, from + 2 * PAGE, (byte) 0x11);
        }
        Files.write(file, bytes);
        assertNotRecovered();
    }

    @Test
    void refusesTornBlockWhereRecordsAreDamagedToo() throws Exception {
        byte[] bytes = torn(1);
        bytes[blockOfRecords() + BLOCK / 4] ^= 0x55;
        Files.write(file, bytes);
        assertNotRecovered();
    }

    @Test
    void refusesTornBlockOfFileThatWasCutOff() throws Exception {
        byte[] torn = torn(1);
        Files.write(file, Arrays.copyOf(torn, torn.length - BLOCK - 5));
        assertNotRecovered();
    }

    @Test
    void refusesTornBlockWhoseLogIsDamagedToo() throws Exception {
        byte[] bytes = Files.readAllBytes(log);
        bytes[bytes.length / 2] ^= 0x55;
        Files.write(log, bytes);
        assertNotRecovered();
    }

    @Test
    void takesNothingFromRecoveryThatWasKilled() throws Exception {
        Files.write(file.resolveSibling("copy.duckdb.healing"), Arrays.copyOf(after, 50_000));
        Files.writeString(file.resolveSibling("copy.duckdb.healing.wal"), "half of a log");
        assertRecoversEveryRow();
        assertThat(contents()).hasSize(3);
    }

    private void assertRecoversEveryRow() throws SQLException {
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-20T14:30:00.5Z"));
        try (DuckDbDatabase database = new DatabaseRecovery(clock).open(DuckDbSettings.at(file))) {
            assertHoldsEveryRow(database);
        }
    }

    private static void assertHoldsEveryRow(DuckDbDatabase database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                """
                                SELECT count(*) = %1$d AND count(DISTINCT s) = %1$d
                                   AND sum(i) = %2$d AND bool_and(s = 'row ' || i AND d = hash(i) >> 1)
                                FROM t
                                """
                                        .formatted(
                                                MERGED + LOGGED - 1,
                                                (MERGED + LOGGED) * (MERGED + LOGGED - 1L) / 2
                                                        - 7))) {
            row.next();
            assertThat(row.getBoolean(1)).isTrue();
        }
    }

    private void assertNotRecovered() throws IOException {
        Map<String, ByteBuffer> files = contents();
        assertThatThrownBy(
                        () ->
                                new DatabaseRecovery(InstantSource.system())
                                        .open(DuckDbSettings.at(file)))
                .isInstanceOfSatisfying(
                        DatabaseNotOpened.class,
                        e -> assertThat(e.fault()).as(e.getMessage()).isEqualTo(Fault.DAMAGED))
                .hasMessageContaining(file.toString());
        assertThat(contents()).isEqualTo(files);
    }

    /** The state before, with this many pages of its torn block as they are after. */
    private byte[] torn(int pages) throws Exception {
        byte[] torn = before.clone();
        for (long position : positionsOfMetadata()) {
            System.arraycopy(after, (int) position, torn, (int) position, pages * PAGE);
        }
        assertThat(torn).isNotEqualTo(before).isNotEqualTo(after);
        return torn;
    }

    private Iterable<Long> positionsOfMetadata() throws Exception {
        Path healthy = Files.write(directory.resolve("healthy.duckdb"), before);
        try (FileChannel channel = FileChannel.open(healthy)) {
            return new MetadataBlocks(channel).positions();
        }
    }

    /** A block that holds values of the last column. */
    private int blockOfRecords() throws Exception {
        for (int block = FIRST_BLOCK; block + BLOCK <= before.length; block += BLOCK) {
            byte[] altered = before.clone();
            altered[block + BLOCK / 4] ^= 0x55;
            if (!isMetadata(block) && !isReadable(altered)) {
                return block;
            }
        }
        throw new AssertionError("no block holds records");
    }

    private boolean isMetadata(long block) throws Exception {
        for (long position : positionsOfMetadata()) {
            if (position == block) {
                return true;
            }
        }
        return false;
    }

    private boolean isReadable(byte[] bytes) throws IOException {
        Path altered = Files.write(directory.resolve("altered.duckdb"), bytes);
        try (DuckDbDatabase database = new DuckDbDatabase(DuckDbSettings.at(altered));
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            return statement.execute("SELECT sum(hash(t)) FROM t");
        } catch (SQLException | DatabaseNotOpened e) {
            return false;
        }
    }

    private static byte[] corrected(byte[] bytes) {
        byte[] corrected = bytes.clone();
        for (int block = FIRST_BLOCK; block + BLOCK <= bytes.length; block += BLOCK) {
            ByteBuffer content = ByteBuffer.wrap(corrected, block, BLOCK).slice();
            content.order(ByteOrder.LITTLE_ENDIAN).putLong(0, BlockChecksum.computed(content));
        }
        return corrected;
    }

    private static void insert(Statement statement, int from, int to) throws SQLException {
        statement.execute(
                """
                INSERT INTO t SELECT range, 'row ' || range, hash(range) >> 1, range %% 100
                FROM range(%d, %d)
                """
                        .formatted(from, to));
    }

    private static String columns(int number) {
        return IntStream.range(0, number)
                .mapToObj("a_property_of_which_the_name_is_rather_long_%d BIGINT"::formatted)
                .collect(joining(", "));
    }

    private Path aside(String suffix) {
        return file.resolveSibling("copy.duckdb.torn-" + STAMP + suffix);
    }

    private Map<String, ByteBuffer> contents() throws IOException {
        Map<String, ByteBuffer> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(file.getParent())) {
            for (Path path : files.toList()) {
                contents.put(
                        path.getFileName().toString(), ByteBuffer.wrap(Files.readAllBytes(path)));
            }
        }
        return contents;
    }
}
