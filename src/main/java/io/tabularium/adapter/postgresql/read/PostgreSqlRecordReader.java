package io.tabularium.adapter.postgresql.read;

import io.tabularium.adapter.jdbc.Connections;
import io.tabularium.adapter.jdbc.Dialect;
import io.tabularium.adapter.jdbc.IdParameters;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.RowReader;
import io.tabularium.adapter.jdbc.SlowQueries.Purpose;
import io.tabularium.adapter.jdbc.SqlStatement;
import io.tabularium.adapter.jdbc.read.CoalescedFinds;
import io.tabularium.adapter.jdbc.read.QueryBuilder;
import io.tabularium.adapter.jdbc.read.QueryBuilder.Length;
import io.tabularium.adapter.jdbc.read.QueryBuilder.Matches;
import io.tabularium.adapter.jdbc.read.QueryTimer;
import io.tabularium.adapter.jdbc.read.QueryTimes;
import io.tabularium.adapter.jdbc.read.TimedConnection;
import io.tabularium.adapter.jdbc.size.PageRoom;
import io.tabularium.adapter.jdbc.size.RecordSizes;
import io.tabularium.adapter.jdbc.size.TextSizes;
import io.tabularium.adapter.postgresql.engine.PostgreSqlDatabase;
import io.tabularium.adapter.postgresql.sql.PostgreSqlDialect;
import io.tabularium.adapter.postgresql.sql.Topology;
import io.tabularium.adapter.representation.RecordLines;
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
import io.tabularium.domain.schema.Schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Reads records from a PostgreSQL server, and keeps none of them in memory. Thread-safe. */
public final class PostgreSqlRecordReader implements RecordReader, AutoCloseable {

    private final Dialect dialect = new PostgreSqlDialect();
    private final Connections reads;
    private final Connections streams;
    private final int findLanes;
    private final RecordSizes sizes;
    private final Duration queryTimeout;
    private final QueryTimer timer;
    private final SnapshotCounts counts = new SnapshotCounts();
    private final boolean keepsCounts;
    private final Map<Schema, TableQueries> queries = new ConcurrentHashMap<>();
    private final Map<Schema, CoalescedFinds> finds = new ConcurrentHashMap<>();

    /** What reading a table needs, made once. */
    private record TableQueries(
            RecordTable table,
            QueryBuilder builder,
            SegmentQueries segments,
            RowReader whole,
            Map<Integer, String> findSql) {

        static TableQueries of(Schema schema, Dialect dialect) {
            RecordTable table = new RecordTable(schema, dialect);
            return new TableQueries(
                    table,
                    new QueryBuilder(table, dialect),
                    new SegmentQueries(table, dialect),
                    new RowReader(table, Projection.all(schema)),
                    new ConcurrentHashMap<>());
        }

        /** There are few numbers of places, and to render a statement costs much of a find. */
        String findSql(int places) {
            return findSql.computeIfAbsent(places, number -> builder.findSql(whole, number));
        }
    }

    /**
     * @param sizes of the records in that database, told of every write to it
     */
    public PostgreSqlRecordReader(
            PostgreSqlDatabase database, RecordSizes sizes, QueryTimes times) {
        this.reads = database.reads();
        this.streams = database.streams();
        // The name of a snapshot says nothing of what other nodes have committed.
        this.keepsCounts = database.topology() == Topology.SERVER;
        // A query of its own costs the server less than waking threads that share one costs us.
        this.findLanes = database.readConnections();
        this.sizes = sizes;
        this.queryTimeout = times.limit();
        this.timer = new QueryTimer(times);
    }

    @Override
    public Optional<DataRecord> find(Schema schema, RecordId id, ReadMemory.Share room) {
        room.takeOne(sizes.of(schema).heapBytes(Projection.all(schema)));
        Optional<DataRecord> found = findsIn(schema).find(id);
        found.ifPresentOrElse(room::settle, room::close);
        return found;
    }

    @Override
    public RecordPage search(RecordQuery query, PageRequest page, ReadMemory.Share share) {
        TableQueries table = queriesOn(query.schema());
        TextSizes textSizes = sizes.of(query.schema());
        PageRoom room = new PageRoom(share, textSizes.heapBytes(query.projection()));
        room.begin(page.size());
        SegmentedPage reading = new SegmentedPage(table.segments(), query, page, room);
        Connections.Use<OptionalLong> use =
                timed(
                        purpose(query.schema(), "page"),
                        connection -> read(connection, reading, query, page));
        OptionalLong total =
                reading.isOneStatement() && !page.counted()
                        ? reads.use(use)
                        : reads.useSnapshot(use);
        RecordPage found = new RecordPage(reading.items(), total, reading.next());
        room.settle(found);
        return found;
    }

    private OptionalLong read(
            TimedConnection connection, SegmentedPage reading, RecordQuery query, PageRequest page)
            throws SQLException {
        reading.read(connection);
        return page.counted()
                ? OptionalLong.of(count(connection, query.schema(), query.filter()))
                : OptionalLong.empty();
    }

    @Override
    public long count(Schema schema, Filter filter) {
        return reads.useSnapshot(
                timed(purpose(schema, "count"), connection -> count(connection, schema, filter)));
    }

    private long count(TimedConnection connection, Schema schema, Filter filter)
            throws SQLException {
        SnapshotCounts.Counting counting =
                () ->
                        connection.query(
                                queriesOn(schema).builder().count(filter),
                                rows -> {
                                    rows.next();
                                    return rows.getLong(1);
                                },
                                count -> 1);
        return keepsCounts
                ? counts.count(connection, schema.name(), filter, counting)
                : counting.count();
    }

    @Override
    public long heapBytes(RecordQuery streamed) {
        return FetchSize.of(sizes.of(streamed.schema()), streamed.projection()).heapBytes();
    }

    @Override
    public void stream(
            RecordQuery query, OptionalLong limit, RecordFormat format, Consumer<byte[]> visitor) {
        TableQueries table = queriesOn(query.schema());
        RowReader reader = RowReader.forEncoding(table.table(), query.projection());
        SqlStatement statement =
                table.builder().scan(new Matches(reader, query, limit, Length.ANY));
        RecordLines lines = RecordLines.of(format, query.schema(), query.projection());
        FetchSize fetch = FetchSize.of(sizes.of(query.schema()), query.projection());
        streams.useSnapshot(
                timed(
                        purpose(query.schema(), "stream"),
                        connection ->
                                connection.scan(
                                        statement,
                                        fetch.rows(),
                                        row -> visitor.accept(lines.line(reader.read(row))))));
    }

    /** Ends what watches over the time of queries; reads fail from then on. */
    @Override
    public void close() {
        timer.close();
    }

    private List<DataRecord> find(Schema schema, List<RecordId> ids) {
        TableQueries table = queriesOn(schema);
        IdParameters parameters = new IdParameters(ids);
        return reads.use(
                connection -> {
                    try (QueryTimer.Watch watch = timer.start(purpose(schema, "get"))) {
                        return find(connection, table, parameters, watch);
                    }
                });
    }

    private static List<DataRecord> find(
            Connection connection,
            TableQueries table,
            IdParameters parameters,
            QueryTimer.Watch watch)
            throws SQLException {
        String sql = table.findSql(parameters.places());
        try (var statement = connection.prepareStatement(sql)) {
            parameters.bind(statement);
            return TimedConnection.query(
                    new TimedConnection.Prepared(statement, sql),
                    watch,
                    rows -> {
                        List<DataRecord> found = new ArrayList<>();
                        while (rows.next()) {
                            found.add(table.whole().read(rows));
                        }
                        return found;
                    },
                    List::size);
        }
    }

    private CoalescedFinds findsIn(Schema schema) {
        return finds.computeIfAbsent(
                schema, key -> new CoalescedFinds(ids -> find(key, ids), findLanes, queryTimeout));
    }

    private TableQueries queriesOn(Schema schema) {
        return queries.computeIfAbsent(schema, key -> TableQueries.of(key, dialect));
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
