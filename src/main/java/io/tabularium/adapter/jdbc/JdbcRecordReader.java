package io.tabularium.adapter.jdbc;

import io.tabularium.domain.query.Filter;
import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.record.RecordPage;
import io.tabularium.domain.record.RecordReader;
import io.tabularium.domain.schema.Schema;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import javax.sql.DataSource;

/** Reads records through JDBC. Thread-safe. */
public final class JdbcRecordReader implements RecordReader, AutoCloseable {

    private final Dialect dialect;
    private final Connections reads;
    private final Connections streams;
    private final QueryTimer timer;
    private final Map<Schema, TableQueries> queries = new ConcurrentHashMap<>();

    /**
     * @param reads a pool for short reads, whose wait for a connection is bounded
     * @param streams a pool of connections that fetch rows only as they are asked for
     * @param queryTimeout how long a find, a search or a count may take, and each row of a scan to
     *     come
     */
    public JdbcRecordReader(
            Dialect dialect, DataSource reads, DataSource streams, Duration queryTimeout) {
        this.dialect = dialect;
        this.reads = new Connections(reads, dialect);
        this.streams = new Connections(streams, dialect);
        this.timer = new QueryTimer(queryTimeout);
    }

    @Override
    public Optional<DataRecord> find(Schema schema, RecordId id) {
        TableQueries table = queriesOn(schema);
        return reads.use(timed(connection -> connection.query(table.find(id), table::readFirst)));
    }

    @Override
    public RecordPage search(RecordQuery query, PageRequest page) {
        return page.counted() ? searchCounted(query, page) : searchUncounted(query, page);
    }

    @Override
    public long count(Schema schema, Filter filter) {
        SqlStatement statement = queriesOn(schema).builder().count(filter);
        return reads.use(
                timed(connection -> connection.query(statement, JdbcRecordReader::readCount)));
    }

    @Override
    public void scan(RecordQuery query, OptionalLong limit, Consumer<DataRecord> visitor) {
        TableQueries table = queriesOn(query.schema());
        RowReader reader = new RowReader(table.table(), query.projection());
        SqlStatement statement = table.builder().scan(reader, query, limit);
        streams.run(
                connection -> {
                    try (QueryTimer.Watch watch = timer.start()) {
                        new TimedConnection(connection, watch)
                                .scan(statement, row -> visitor.accept(reader.read(row)));
                    }
                });
    }

    /** Ends what watches over the time of queries; reads fail from then on. */
    @Override
    public void close() {
        timer.close();
    }

    private RecordPage searchUncounted(RecordQuery query, PageRequest page) {
        TableQueries table = queriesOn(query.schema());
        RowReader reader = new RowReader(table.table(), query.projection());
        PageReader pages = new PageReader(reader, query, page.size());
        SqlStatement statement = table.builder().page(reader, query, page);
        return reads.use(
                timed(
                        connection ->
                                connection.query(
                                        statement,
                                        rows -> pages.read(rows, OptionalLong.empty()))));
    }

    private RecordPage searchCounted(RecordQuery query, PageRequest page) {
        TableQueries table = queriesOn(query.schema());
        RowReader reader = new RowReader(table.table(), query.projection());
        PageReader pages = new PageReader(reader, query, page.size());
        SqlStatement statement = table.builder().page(reader, query, page);
        SqlStatement counting = table.builder().count(query.filter());
        return reads.useSnapshot(
                timed(
                        connection -> {
                            long count = connection.query(counting, JdbcRecordReader::readCount);
                            OptionalLong total = OptionalLong.of(count);
                            return isBeyond(count, page)
                                    ? new RecordPage(List.of(), total, Optional.empty())
                                    : connection.query(statement, rows -> pages.read(rows, total));
                        }));
    }

    /** Whether there is no need to look for the page. */
    private static boolean isBeyond(long total, PageRequest page) {
        return switch (page.start()) {
            case PageRequest.Start.Offset offset -> offset.skipped() >= total;
            case PageRequest.Start.After ignored -> total == 0;
        };
    }

    private static long readCount(ResultSet rows) throws SQLException {
        rows.next();
        return rows.getLong(1);
    }

    private TableQueries queriesOn(Schema schema) {
        return queries.computeIfAbsent(schema, key -> TableQueries.on(key, dialect));
    }

    private <T> Connections.Use<T> timed(TimedUse<T> use) {
        return connection -> {
            try (QueryTimer.Watch watch = timer.start()) {
                return use.with(new TimedConnection(connection, watch));
            }
        };
    }

    @FunctionalInterface
    private interface TimedUse<T> {
        T with(TimedConnection connection) throws SQLException;
    }
}
