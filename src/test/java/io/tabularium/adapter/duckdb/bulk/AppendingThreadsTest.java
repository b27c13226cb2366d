package io.tabularium.adapter.duckdb.bulk;

import static io.tabularium.contract.TestSchemas.COUNTERS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.adapter.duckdb.WriterHarness;
import io.tabularium.adapter.duckdb.write.AppenderCodec;
import io.tabularium.adapter.duckdb.write.WriterConnection;
import io.tabularium.adapter.jdbc.write.NewRecords;
import io.tabularium.adapter.jdbc.write.SequenceCounters;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.BulkOptions;
import io.tabularium.domain.record.BulkOptions.OnConflict;
import io.tabularium.domain.record.BulkOptions.OnError;
import io.tabularium.domain.record.BulkRow;
import io.tabularium.domain.record.RecordData;

import org.duckdb.DuckDBAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** What becomes of a load whose second thread or appender cannot be had. */
@Timeout(30)
final class AppendingThreadsTest {

    private static final BulkOptions ABORT =
            new BulkOptions(OnError.ABORT, OnConflict.ERROR, Optional.empty(), false, false);

    private static final String TABLE = COUNTERS.name().value();

    private WriterHarness harness;
    private WriterConnection connection;

    @BeforeEach
    void open() throws SQLException {
        harness = WriterHarness.inMemory(COUNTERS);
        connection = new WriterConnection(harness.database);
    }

    @AfterEach
    void close() {
        connection.close();
        harness.close();
    }

    @Test
    void leaveNoThreadBehindIfTheSecondCannotStart() throws InterruptedException {
        List<Thread> made = new ArrayList<>();
        OutOfMemoryError noRoom = new OutOfMemoryError("unable to create native thread");
        ThreadFactory onlyOne =
                task -> {
                    if (!made.isEmpty()) {
                        throw noRoom;
                    }
                    Thread thread = new Thread(task);
                    made.add(thread);
                    return thread;
                };
        BulkRows.Appenders appenders = new BulkRows.Appenders(2, this::openAppender);

        assertThatThrownBy(
                        () ->
                                new AppendingThreads(
                                        appenders, (appender, row, created) -> {}, onlyOne))
                .isSameAs(noRoom);

        made.getFirst().join();
        assertThat(made).hasSize(1);
    }

    @Test
    void failTheLoadIfTheSecondAppenderCannotBeOpened() throws SQLException {
        SQLException noAppender = new SQLException("no appender");
        AtomicInteger opened = new AtomicInteger();
        BulkRows.Appenders appenders =
                new BulkRows.Appenders(
                        2,
                        () -> {
                            if (opened.getAndIncrement() > 0) {
                                throw noAppender;
                            }
                            return openAppender();
                        });
        AppenderCodec codec =
                new AppenderCodec(
                        COUNTERS, connection.columns(TABLE), harness.writer.sizes().of(COUNTERS));
        connection.begin();

        assertThatThrownBy(
                        () ->
                                rows().appendAll(
                                                load(100_000),
                                                appenders,
                                                (appender, row, created) ->
                                                        codec.append(appender, created),
                                                created -> {}))
                .isSameAs(noAppender);

        connection.rollback();
        assertThat(harness.records(COUNTERS)).isEmpty();
    }

    private DuckDBAppender openAppender() throws SQLException {
        return connection.appendTo(TABLE);
    }

    private BulkRows rows() {
        SequenceCounters sequences = new SequenceCounters(schema -> 0);
        sequences.start(COUNTERS.name());
        NewRecords records = new NewRecords(harness.ids, sequences, InstantSource.system());
        return new BulkRows(records, records.now());
    }

    private static BulkLoad load(int rows) {
        RecordData data = new RecordData(COUNTERS, new Object[] {"counter", 1L});
        AtomicInteger next = new AtomicInteger();
        return new BulkLoad(
                COUNTERS,
                ABORT,
                () -> {
                    int row = next.getAndIncrement();
                    return row < rows ? new BulkRow.Valid(row, row + 1L, data) : null;
                });
    }
}
