package io.tabularium.adapter.jdbc;

import io.tabularium.adapter.jdbc.SlowQueries.Purpose;
import io.tabularium.adapter.jdbc.cache.RecordCache;
import io.tabularium.adapter.jdbc.cache.View;
import io.tabularium.adapter.jdbc.size.PageRoom;
import io.tabularium.adapter.jdbc.size.StreamStep;
import io.tabularium.adapter.jdbc.size.TextSizes;
import io.tabularium.adapter.representation.RecordLines;
import io.tabularium.domain.query.CanonicalText;
import io.tabularium.domain.query.Filter;
import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.ReadMemory;
import io.tabularium.domain.record.RecordFormat;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.record.RecordPage;
import io.tabularium.domain.record.RecordReader;
import io.tabularium.domain.record.RecordWeight;
import io.tabularium.domain.schema.Schema;

import org.jooq.Field;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

import javax.sql.DataSource;

/** Reads records through JDBC. Thread-safe. */
public final class JdbcRecordReader implements RecordReader, AutoCloseable {

    private final Dialect dialect;
    private final Connections reads;
    private final Connections streams;
    private final RecordCache cache;
    private final RecordSizes sizes;
    private final Duration queryTimeout;
    private final QueryTimer timer;
    private final KeptStatements findStatements = new KeptStatements();
    private final SharedSearches searches;
    private final Map<Schema, TableQueries> queries = new ConcurrentHashMap<>();
    private final Map<Schema, CoalescedFinds> finds = new ConcurrentHashMap<>();

    /**
     * Where records are read from.
     *
     * @param reads a pool for short reads, whose wait for a connection is bounded
     * @param streams a pool of connections that fetch rows only as they are asked for
     */
    public record Pools(DataSource reads, DataSource streams) {}

    /**
     * @param cache of what is in that database, told of every write to it
     * @param sizes of the records in that database, told of every write to it
     */
    public JdbcRecordReader(
            Dialect dialect, Pools pools, RecordCache cache, RecordSizes sizes, QueryTimes times) {
        this.dialect = dialect;
        this.reads = new Connections(pools.reads(), dialect);
        this.streams = new Connections(pools.streams(), dialect);
        this.cache = cache;
        this.sizes = sizes;
        this.queryTimeout = times.limit();
        this.searches = new SharedSearches(times.limit());
        this.timer = new QueryTimer(times);
    }

    @Override
    public long heapBytes(RecordQuery streamed) {
        return StreamStep.of(sizes.of(streamed.schema()), streamed.projection()).heapBytes();
    }

    @Override
    public Optional<DataRecord> find(Schema schema, RecordId id, ReadMemory.Share room) {
        View view = cache.view(schema);
        long most = sizes.of(schema).heapBytes(queriesOn(schema).wholeRecords());
        Optional<DataRecord> kept = view.find(id);
        if (kept.isPresent()) {
            room.takeOne(most > ReadMemory.FREE_BYTES ? RecordWeight.of(kept.get()) : most);
            return kept;
        }
        room.takeOne(most);
        Optional<DataRecord> found = findsIn(schema).find(id);
        found.ifPresentOrElse(view::keep, room::close);
        found.ifPresent(room::settle);
        return found;
    }

    @Override
    public RecordPage search(RecordQuery query, PageRequest page, ReadMemory.Share share) {
        TableQueries table = queriesOn(query.schema());
        TextSizes textSizes = sizes.of(query.schema());
        PageRoom room = new PageRoom(share, textSizes.heapBytes(query.projection()));
        PageSearch search = new PageSearch(table, query, page, cache.view(query.schema()));
        Optional<RecordPage> known = search.kept();
        if (known.isPresent()) {
            room.takeKnown(known.get());
            return known.get();
        }
        room.begin(page.size());
        // Another search may have read the page while this one waited for room.
        RecordPage found =
                search.kept()
                        .orElseGet(
                                () ->
                                        read(
                                                query.schema(),
                                                search,
                                                new PlacedRecords(
                                                        table,
                                                        query.projection(),
                                                        textSizes,
                                                        room)));
        room.settle(found);
        return found;
    }

    private RecordPage read(Schema schema, PageSearch search, PlacedRecords placed) {
        Supplier<RecordPage> read =
                () ->
                        reads.useSnapshot(
                                timed(
                                        purpose(schema, "page"),
                                        connection -> search.read(connection, placed)));
        return search.key().map(key -> searches.search(key, read)).orElseGet(read);
    }

    @Override
    public long count(Schema schema, Filter filter) {
        View view = cache.view(schema);
        String text = CanonicalText.of(filter);
        OptionalLong kept = view.count(text);
        if (kept.isPresent()) {
            return kept.getAsLong();
        }
        long count =
                reads.use(
                        timed(
                                purpose(schema, "count"),
                                connection -> queriesOn(schema).count(connection, filter)));
        view.keep(text, count);
        return count;
    }

    @Override
    public void stream(
            RecordQuery query, OptionalLong limit, RecordFormat format, Consumer<byte[]> visitor) {
        TableQueries table = queriesOn(query.schema());
        TextSizes textSizes = sizes.of(query.schema());
        WholeScan whole = wholeScan(query, limit, format, visitor);
        if (StreamStep.of(textSizes, query.projection()).isShort()) {
            streams.run(connection -> timing(query.schema(), connection).timed(whole::visit));
            return;
        }
        SteppedScan steps = new SteppedScan(table, query, textSizes);
        RecordLines lines = RecordLines.of(format, query.projection());
        streams.useSnapshot(
                connection -> {
                    SteppedScan.Timing timing = timing(query.schema(), connection);
                    long bytes = timing.timed(timed -> table.vectorBytes(timed, query));
                    return bytes <= StreamStep.VECTOR_BYTES
                            ? timing.timed(whole::visit)
                            : steps.visit(
                                    limit.orElse(Long.MAX_VALUE),
                                    timing,
                                    found -> visitor.accept(lines.line(found)));
                });
    }

    private WholeScan wholeScan(
            RecordQuery query, OptionalLong limit, RecordFormat format, Consumer<byte[]> visitor) {
        TableQueries table = queriesOn(query.schema());
        Projection projection = query.projection();
        RowReader reader = new RowReader(table.table(), projection);
        Optional<Field<byte[]>> line = dialect.line(format, table.table(), projection);
        if (line.isPresent()) {
            return new WholeScan(
                    table.builder().lines(line.get(), reader, query, limit),
                    row -> visitor.accept(row.getBytes(1)));
        }
        RecordLines lines = RecordLines.of(format, projection);
        return new WholeScan(
                table.builder().scan(reader, query, limit),
                row -> visitor.accept(lines.line(reader.read(row))));
    }

    /** Visits all matches of a query by one statement. */
    private record WholeScan(SqlStatement statement, TimedConnection.RowVisitor visitor) {

        /** Returns the number of rows. */
        long visit(TimedConnection connection) throws SQLException {
            return connection.scan(statement, visitor);
        }
    }

    /** Makes the reads under way fail: they keep storage from being opened anew. */
    public void interrupt() {
        timer.interrupt();
    }

    /** Ends what watches over the time of queries; reads fail from then on. */
    @Override
    public void close() {
        timer.close();
    }

    private List<DataRecord> find(Schema schema, List<RecordId> ids) {
        TableQueries table = queriesOn(schema);
        return reads.use(
                connection -> {
                    PreparedStatements statements = findStatements.of(connection);
                    try (QueryTimer.Watch watch = timer.start(purpose(schema, "get"))) {
                        return table.find(new IdParameters(ids), statements, watch);
                    } catch (SQLException | RuntimeException e) {
                        closeAfter(e, statements);
                        throw e;
                    }
                });
    }

    private static void closeAfter(Exception failure, PreparedStatements statements) {
        try {
            statements.close();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private CoalescedFinds findsIn(Schema schema) {
        return finds.computeIfAbsent(
                schema, key -> new CoalescedFinds(ids -> find(key, ids), queryTimeout));
    }

    /** Each statement of a stream on a connection has the time of a query. */
    private SteppedScan.Timing timing(Schema schema, Connection connection) {
        return new SteppedScan.Timing() {
            @Override
            public <T> T timed(SteppedScan.Timed<T> use) throws SQLException {
                return JdbcRecordReader.this.timed(purpose(schema, "stream"), use).with(connection);
            }
        };
    }

    private TableQueries queriesOn(Schema schema) {
        return queries.computeIfAbsent(schema, key -> new TableQueries(key, dialect));
    }

    private static Purpose purpose(Schema schema, String operation) {
        return new Purpose(schema.name().value(), operation);
    }

    private <T> Connections.Use<T> timed(Purpose purpose, SteppedScan.Timed<T> use) {
        return connection -> {
            try (QueryTimer.Watch watch = timer.start(purpose)) {
                return use.with(new TimedConnection(connection, watch));
            }
        };
    }
}
