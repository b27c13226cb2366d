package io.tabularium.adapter.duckdb;

import static io.tabularium.contract.TestSchemas.COUNTERS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.adapter.duckdb.engine.Checkpoint;
import io.tabularium.adapter.duckdb.engine.DuckDbDatabase;
import io.tabularium.adapter.duckdb.engine.DuckDbSettings;
import io.tabularium.adapter.duckdb.sql.DuckDbDialect;
import io.tabularium.adapter.jdbc.cache.RecordCache;
import io.tabularium.adapter.jdbc.receipt.CreationReceipt;
import io.tabularium.adapter.jdbc.receipt.ReceiptLimits;
import io.tabularium.adapter.jdbc.receipt.ReceiptTable;
import io.tabularium.adapter.jdbc.schema.SchemaManager;
import io.tabularium.adapter.jdbc.write.WriterSettings;
import io.tabularium.domain.TabulariumException.Overloaded;
import io.tabularium.domain.receipt.IdempotencyKey;
import io.tabularium.domain.receipt.KeyedRequest;
import io.tabularium.domain.receipt.Receipt;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.BulkOptions;
import io.tabularium.domain.record.BulkOptions.OnConflict;
import io.tabularium.domain.record.BulkOptions.OnError;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordIdGenerator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** How long receipts are kept in the file, and how many. */
final class ReceiptExpiryTest {

    private static final Duration RETENTION = Duration.ofHours(24);
    private static final BulkOptions ABORT =
            new BulkOptions(OnError.ABORT, OnConflict.ERROR, Optional.empty(), false, false);

    @TempDir private Path folder;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final InstantSource clock = () -> now;
    private DuckDbDatabase database;
    private DuckDbRecordWrites writer;

    @BeforeEach
    void open() {
        database = new DuckDbDatabase(DuckDbSettings.at(folder.resolve("receipts.duckdb")));
        new SchemaManager(new DuckDbDialect(), database.reads(), clock, Checkpoint::perform)
                .provision(List.of(COUNTERS));
        writer =
                new DuckDbRecordWrites(
                        database,
                        new RecordIdGenerator(clock, new SecureRandom()),
                        clock,
                        new RecordCache(0),
                        new WriterSettings(
                                10,
                                10,
                                Duration.ofSeconds(60),
                                new ReceiptLimits(RETENTION, 3, 1_000),
                                WriterHarness.SLOW));
    }

    @AfterEach
    void close() {
        writer.close();
        database.close();
    }

    @Test
    void findsReceiptsForTheirTimeAndNotLonger() {
        create("key");

        now = now.plus(RETENTION);
        assertThat(find("key")).isPresent();

        now = now.plusMillis(1);
        assertThat(find("key")).isEmpty();
    }

    @Test
    void deletesReceiptsThatAreOverTheirTimeWithTheNextWrite() throws SQLException {
        create("first");
        create("second");
        now = now.plus(RETENTION).plus(Duration.ofHours(1));

        create("third");
        // The next write comes after the deletion that follows the one before.
        create("fourth");

        assertThat(storedReceipts()).isEqualTo(2);
        assertThat(find("first")).isEmpty();
        assertThat(find("fourth")).isPresent();
    }

    @Test
    void deletesReceiptsThatAreOverTheirTimeBeforeTheNextLoad() throws SQLException {
        create("first");
        // So that the deletion that follows the write is over.
        close();
        open();
        now = now.plus(RETENTION).plus(Duration.ofHours(1));

        writer.load(new BulkLoad(COUNTERS, ABORT, () -> null));

        assertThat(storedReceipts()).isZero();
    }

    @Test
    void deletesReceiptsThatAreOverTheirTimeAtTheStart() throws SQLException {
        create("first");
        close();
        now = now.plus(RETENTION).plus(Duration.ofHours(1));

        open();

        assertThat(storedReceipts()).isZero();
    }

    @Test
    void refusesFurtherKeysUntilThereIsRoom() {
        create("first");
        create("second");
        create("third");

        assertThat(find("third")).isPresent();
        assertThatThrownBy(() -> requireRoom("fourth")).isInstanceOf(Overloaded.class);
        close();
        open();
        assertThatThrownBy(() -> requireRoom("fourth")).isInstanceOf(Overloaded.class);

        now = now.plus(RETENTION).plus(Duration.ofHours(1));
        create("without");
        create("anything");
        requireRoom("fourth");
        assertThat(find("fourth")).isEmpty();
    }

    @Test
    void takesAKeyAnewThatIsOverItsTime() {
        create("key");
        now = now.plus(RETENTION).plusMillis(1);

        create("key");

        assertThat(find("key")).isPresent();
    }

    private void create(String key) {
        KeyedRequest request = new KeyedRequest(new IdempotencyKey(key), () -> "print", true);
        RecordData data = new RecordData(COUNTERS, new Object[] {key, 1L});
        writer.write(
                new Mutation.Create(new RecordIdGenerator(clock, new SecureRandom()).next(), data),
                Optional.of(CreationReceipt.of(request, data)));
    }

    private Optional<Receipt> find(String key) {
        return writer.receipts().find(new IdempotencyKey(key));
    }

    private void requireRoom(String key) {
        writer.receipts().requireRoom(new IdempotencyKey(key));
    }

    private long storedReceipts() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT count(*) FROM " + ReceiptTable.NAME)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
