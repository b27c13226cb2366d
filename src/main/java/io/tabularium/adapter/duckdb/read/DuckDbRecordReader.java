package io.tabularium.adapter.duckdb.read;

import io.tabularium.adapter.jdbc.Connections;
import io.tabularium.adapter.jdbc.Dialect;
import io.tabularium.adapter.jdbc.IdParameters;
import io.tabularium.adapter.jdbc.PreparedStatements;
import io.tabularium.adapter.jdbc.SlowQueries.Purpose;
import io.tabularium.adapter.jdbc.cache.RecordCache;
import io.tabularium.adapter.jdbc.cache.View;
import io.tabularium.adapter.jdbc.read.CoalescedFinds;
import io.tabularium.adapter.jdbc.read.QueryTimer;
import io.tabularium.adapter.jdbc.read.QueryTimes;
import io.tabularium.adapter.jdbc.read.TimedConnection;
import io.tabularium.adapter.jdbc.size.PageRoom;
import io.tabularium.adapter.jdbc.size.RecordSizes;
import io.tabularium.adapter.jdbc.size.TextSizes;
import io.tabularium.domain.query.CanonicalText;
import io.tabularium.domain.query.Filter;
import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.ReadMemory;
import io.tabularium.domain.record.RecordFormat;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.record.RecordPage;
import io.tabularium.domain.record.RecordReader;
import io.tabularium.domain.record.RecordWeight;
import io.tabularium.domain.schema.Schema;

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

/** Reads records through JDBC. Thread-safe. */
public final class DuckDbRecordReader implements RecordReader, AutoCloseable {

    /** The engine finds 4,000 records a second one by one, and 15,000 by a hundred at a time. */
    private static final int FIND_LANES = 2;

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
    public record Pools(Connections reads, Connections streams) {}

    /**
     * @param cache of what is in that database, told of every write to it
     * @param sizes of the records in that database, told of every write to it
     */
    public DuckDbRecordReader(
            Dialect dialect, Pools pools, RecordCache cache, RecordSizes sizes, QueryTimes times) {
        this.dialect = dialect;
        this.reads = pools.reads();
        this.streams = pools.streams();
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
        Schema schema = query.schema();
        RecordStream stream =
                new RecordStream(
                        dialect,
                        queriesOn(schema),
                        sizes.of(schema),
                        new RecordStream.Request(query, limit, format));
        Connections.Use<Long> visit = connection -> stream.visit(uses(schema, connection), visitor);
        if (stream.isOneStatement()) {
            streams.use(visit);
        } else {
            streams.useSnapshot(visit);
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
                schema, key -> new CoalescedFinds(ids -> find(key, ids), FIND_LANES, queryTimeout));
    }

    private TimedConnection.Uses uses(Schema schema, Connection connection) {
        return new TimedConnection.Uses() {
            @Override
            public <T> T use(TimedConnection.Use<T> use) throws SQLException {
                return timed(purpose(schema, "stream"), use).with(connection);
            }
        };
    }

    private TableQueries queriesOn(Schema schema) {
        return queries.computeIfAbsent(schema, key -> new TableQueries(key, dialect));
    }

    private static Purpose purpose(Schema schema, String operation) {
        return new Purpose(schema.name().value(), operation);
    }

    private <T> Connections.Use<T> timed(Purpose purpose, TimedConnection.Use<T> use) {
        return connection -> {
            try (QueryTimer.Watch watch = timer.start(purpose)) {
                return use.with(new TimedConnection(connection, watch));
            }
        };
    }
}
