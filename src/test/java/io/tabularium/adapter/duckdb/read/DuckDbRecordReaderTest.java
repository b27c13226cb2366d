package io.tabularium.adapter.duckdb.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.tabularium.adapter.duckdb.engine.DuckDbDatabase;
import io.tabularium.adapter.duckdb.engine.DuckDbSettings;
import io.tabularium.adapter.duckdb.sql.DuckDbDialect;
import io.tabularium.adapter.jdbc.Dialect;
import io.tabularium.adapter.jdbc.Inserter;
import io.tabularium.adapter.jdbc.Schemas;
import io.tabularium.adapter.jdbc.SlowQueries;
import io.tabularium.adapter.jdbc.cache.RecordCache;
import io.tabularium.adapter.jdbc.read.QueryTimes;
import io.tabularium.adapter.jdbc.schema.SchemaManager;
import io.tabularium.adapter.jdbc.size.RecordSizes;
import io.tabularium.domain.TabulariumException.Overloaded;
import io.tabularium.domain.TabulariumException.QueryTimeout;
import io.tabularium.domain.TabulariumException.StorageUnavailable;
import io.tabularium.domain.query.Cursor;
import io.tabularium.domain.query.Field;
import io.tabularium.domain.query.Filter;
import io.tabularium.domain.query.Filter.Comparator;
import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.query.SortOrder;
import io.tabularium.domain.query.SortOrder.Direction;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordFormat;
import io.tabularium.domain.record.RecordPage;
import io.tabularium.domain.record.Rooms;
import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.Schema;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;

class DuckDbRecordReaderTest {

    private static final Schema WELLS =
            Schemas.named("wells")
                    .with("name", BasicType.TEXT)
                    .with("depth", BasicType.INTEGER)
                    .with("extra", BasicType.OBJECT)
                    .build();

    private static final Duration PATIENT = Duration.ofSeconds(30);

    private final Dialect dialect = new DuckDbDialect();
    private DuckDbDatabase database;
    private DuckDbRecordReader reader;

    @BeforeEach
    void open() {
        DuckDbSettings.Pool pool = new DuckDbSettings.Pool(1, Duration.ofMillis(250));
        database =
                new DuckDbDatabase(
                        new DuckDbSettings(null, null, 2, null, null, null, 100, pool, pool));
        new SchemaManager(dialect, database.reads(), () -> Instant.EPOCH).provision(List.of(WELLS));
        reader = reader(PATIENT);
    }

    @AfterEach
    void close() {
        reader.close();
        database.close();
    }

    @Test
    void walksByCursorThroughNullsAndTiesInMixedOrder() throws SQLException {
        List<DataRecord> records = insertVaried();
        SortOrder[] order = {descending("name"), ascending("depth")};

        List<Long> walked = walk(3, order);

        assertThat(walked).hasSameSizeAs(records).doesNotHaveDuplicates();
        assertThat(walked).isEqualTo(sequences(page(0, 100, order).items()));
    }

    @Test
    void putsCursorsOnKeysOutsideTheProjection() throws SQLException {
        insertVaried();
        Projection nameOnly = new Projection(WELLS.properties().subList(0, 1));
        RecordQuery query =
                new RecordQuery(WELLS, Filter.ALL, List.of(ascending("depth")), nameOnly);
        RecordPage page =
                reader.search(
                        query,
                        new PageRequest(new PageRequest.Start.Offset(0), 1, false),
                        Rooms.unbounded());
        assertThat(page.next().map(Cursor::keys)).contains(List.of(0L));
        assertThat(page.items().getFirst().data().get(WELLS.properties().get(1))).isNull();
        assertThat(page.total()).isEmpty();
    }

    @Test
    void countsAllMatchesBesideAPageBeyondTheEnd() throws SQLException {
        insertVaried();
        RecordPage page = page(1_000, 10);
        assertThat(page.items()).isEmpty();
        assertThat(page.total()).hasValue(12);
        assertThat(page.next()).isEmpty();
    }

    @Test
    void hasNoNextPageAfterAFullLastOne() throws SQLException {
        insertVaried();
        assertThat(page(0, 12).next()).isEmpty();
        assertThat(page(0, 11).next()).isPresent();
    }

    @Test
    void streamsUpToALimit() throws SQLException {
        insertVaried();
        assertThat(countByStreaming(reader, 5)).isEqualTo(5);
    }

    @Test
    void givesTheConnectionBackWhenAVisitorThrows() throws SQLException {
        fill(1_000_000);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(
                            () ->
                                    stream(
                                            reader,
                                            RecordQuery.everything(WELLS),
                                            line -> {
                                                throw new IllegalStateException("enough");
                                            }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("enough");
        }
        assertThat(countByStreaming(reader, 3)).isEqualTo(3);
    }

    @Test
    void cancelsWhatTakesTooLongAndKeepsTheConnectionUsable() throws SQLException {
        fill(2_000_000);
        try (DuckDbRecordReader hasty = reader(Duration.ofMillis(5))) {
            RecordQuery slow =
                    new RecordQuery(
                            WELLS,
                            new Filter.Comparison(nested(), Comparator.NE, "x"),
                            List.of(new SortOrder(nested(), Direction.DESCENDING)),
                            Projection.all(WELLS));
            assertThatThrownBy(() -> hasty.count(WELLS, slow.filter()))
                    .isInstanceOf(QueryTimeout.class);
            for (boolean counted : new boolean[] {true, false}) {
                PageRequest page = new PageRequest(new PageRequest.Start.Offset(0), 10, counted);
                assertThatThrownBy(() -> hasty.search(slow, page, Rooms.unbounded()))
                        .isInstanceOf(QueryTimeout.class);
                assertThat(reader.count(WELLS, Filter.ALL)).isEqualTo(2_000_000);
            }
        }
    }

    @Test
    void cancelsScansOfWhichNoRowComesInTime() throws SQLException {
        fill(2_000_000);
        RecordQuery sorted =
                new RecordQuery(
                        WELLS,
                        new Filter.Comparison(nested(), Comparator.NE, "x"),
                        List.of(new SortOrder(nested(), Direction.DESCENDING)),
                        Projection.all(WELLS));
        RecordQuery selective =
                new RecordQuery(
                        WELLS,
                        new Filter.Comparison(nested(), Comparator.EQ, "none has it"),
                        List.of(),
                        Projection.all(WELLS));
        try (DuckDbRecordReader hasty = reader(Duration.ofMillis(50))) {
            for (RecordQuery slow : List.of(sorted, selective, sorted, selective)) {
                assertThatThrownBy(() -> stream(hasty, slow, line -> fail("a row came")))
                        .isInstanceOf(QueryTimeout.class);
                assertThat(countByStreaming(reader, 1_000)).isEqualTo(1_000);
            }
        }
    }

    @Test
    void grantsTheVisitorOfStreamAnyTime() throws SQLException {
        fill(10_000);
        CountDownLatch never = new CountDownLatch(1);
        AtomicLong rows = new AtomicLong();
        try (DuckDbRecordReader hasty = reader(Duration.ofMillis(200))) {
            stream(
                    hasty,
                    RecordQuery.everything(WELLS),
                    line -> {
                        if (rows.getAndIncrement() % 5_000 == 0) {
                            waitFor(never, Duration.ofMillis(500));
                        }
                    });
        }
        assertThat(rows).hasValue(10_000);
    }

    @Test
    void saysThatStorageIsUnavailableOnceTheReaderIsClosed() {
        reader.close();

        assertThatThrownBy(() -> reader.count(WELLS, Filter.ALL))
                .isInstanceOf(StorageUnavailable.class);
    }

    @Test
    void seesOneStateThroughoutAStream() throws SQLException {
        fill(300_000);
        AtomicLong rows = new AtomicLong();
        stream(
                reader,
                RecordQuery.everything(WELLS),
                line -> {
                    if (rows.getAndIncrement() == 0) {
                        execute("UPDATE wells SET _version = 2");
                    }
                    assertThat(line).contains("\"version\":1,");
                });
        assertThat(rows).hasValue(300_000);
    }

    @Test
    void refusesWhenEveryConnectionIsTakenForTooLong() throws SQLException {
        try (Connection taken = database.reads().source().connect()) {
            assertThat(taken.isClosed()).isFalse();
            assertThatThrownBy(() -> reader.count(WELLS, Filter.ALL))
                    .isInstanceOf(Overloaded.class);
        }
        assertThat(reader.count(WELLS, Filter.ALL)).isZero();
    }

    @Test
    void saysThatStorageIsUnavailableOnceItIsClosed() {
        database.close();
        assertThatThrownBy(() -> reader.count(WELLS, Filter.ALL))
                .isInstanceOf(StorageUnavailable.class);
    }

    private List<DataRecord> insertVaried() throws SQLException {
        Inserter inserter = new Inserter(database.reads().source(), dialect);
        List<DataRecord> records = new ArrayList<>();
        for (String name : new String[] {null, "a", "b"}) {
            for (Long depth : new Long[] {1L, null, 0L, 1L}) {
                records.add(inserter.insert(WELLS, name, depth, null));
            }
        }
        return records;
    }

    private void fill(int rows) throws SQLException {
        execute(
                "INSERT INTO wells SELECT range, uuid(), 1, now(), now(), 'well ' || range, range,"
                        + " '{\"note\":\"' || md5(range::VARCHAR) || '\"}' FROM range("
                        + rows
                        + ")");
    }

    private void execute(String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Long> walk(int size, SortOrder... order) {
        List<Long> walked = new ArrayList<>();
        Optional<PageRequest.Start> start = Optional.of(new PageRequest.Start.Offset(0));
        while (start.isPresent()) {
            RecordPage page =
                    reader.search(
                            query(order),
                            new PageRequest(start.get(), size, false),
                            Rooms.unbounded());
            walked.addAll(sequences(page.items()));
            start = page.next().map(PageRequest.Start.After::new);
        }
        return walked;
    }

    private RecordPage page(long skipped, int size, SortOrder... order) {
        return reader.search(
                query(order),
                new PageRequest(new PageRequest.Start.Offset(skipped), size, true),
                Rooms.unbounded());
    }

    private static RecordQuery query(SortOrder... order) {
        return new RecordQuery(WELLS, Filter.ALL, List.of(order), Projection.all(WELLS));
    }

    private static long countByStreaming(DuckDbRecordReader reader, long limit) {
        AtomicLong rows = new AtomicLong();
        reader.stream(
                RecordQuery.everything(WELLS),
                OptionalLong.of(limit),
                RecordFormat.NDJSON,
                line -> rows.incrementAndGet());
        return rows.get();
    }

    private static void stream(
            DuckDbRecordReader reader, RecordQuery query, Consumer<String> visitor) {
        reader.stream(
                query,
                OptionalLong.empty(),
                RecordFormat.NDJSON,
                line -> visitor.accept(new String(line, StandardCharsets.UTF_8)));
    }

    private static void waitFor(CountDownLatch latch, Duration time) {
        try {
            assertThat(latch.await(time.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts", e);
        }
    }

    private static List<Long> sequences(List<DataRecord> records) {
        return IntStream.range(0, records.size()).mapToObj(i -> records.get(i).sequence()).toList();
    }

    private DuckDbRecordReader reader(Duration timeout) {
        return reader(new QueryTimes(timeout, new SlowQueries(Duration.ofSeconds(1))));
    }

    private DuckDbRecordReader reader(QueryTimes times) {
        return new DuckDbRecordReader(
                dialect,
                new DuckDbRecordReader.Pools(database.reads(), database.streams()),
                new RecordCache(0),
                new RecordSizes(dialect, database.reads()),
                times);
    }

    private static Field nested() {
        return new Field.Nested(
                WELLS.property("extra").orElseThrow(), List.of("note"), BasicType.TEXT);
    }

    private static SortOrder ascending(String name) {
        return new SortOrder(Schemas.field(WELLS, name), Direction.ASCENDING);
    }

    private static SortOrder descending(String name) {
        return new SortOrder(Schemas.field(WELLS, name), Direction.DESCENDING);
    }
}
