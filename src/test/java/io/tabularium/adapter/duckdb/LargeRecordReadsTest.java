package io.tabularium.adapter.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.adapter.duckdb.read.DuckDbRecordReader;
import io.tabularium.adapter.duckdb.read.StreamStep;
import io.tabularium.adapter.duckdb.sql.DuckDbDialect;
import io.tabularium.adapter.jdbc.cache.RecordCache;
import io.tabularium.adapter.jdbc.read.QueryTimes;
import io.tabularium.adapter.representation.RecordLines;
import io.tabularium.contract.SchemaText;
import io.tabularium.domain.TabulariumException.Overloaded;
import io.tabularium.domain.query.Field;
import io.tabularium.domain.query.Filter;
import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.query.PageRequest.Start;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.query.SortOrder;
import io.tabularium.domain.query.SortOrder.Direction;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.ReadMemory;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordFormat;
import io.tabularium.domain.record.RecordPage;
import io.tabularium.domain.record.Rooms;
import io.tabularium.domain.schema.Schema;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Pages and streams of a table with a few long texts are the same as those of any other. */
class LargeRecordReadsTest {

    private static final Schema NOTES =
            SchemaText.compile(
                    "notes",
                    """
                    {"type":"object","properties":{
                     "number":{"type":"integer"},"body":{"type":"string"}}}
                    """);

    private static final int RECORDS = 300;
    private static final int LONG = 200_000;
    private static final long MEGABYTE = 1_024 * 1_024;

    private static final RecordQuery EVERYTHING = RecordQuery.everything(NOTES);
    private static final RecordQuery DESCENDING =
            new RecordQuery(
                    NOTES,
                    Filter.ALL,
                    List.of(
                            new SortOrder(
                                    new Field.Declared(NOTES.properties().getFirst()),
                                    Direction.DESCENDING)),
                    Projection.all(NOTES));

    private final ReadMemory small = new ReadMemory(8 * MEGABYTE, Duration.ZERO);
    private final List<DataRecord> stored = new ArrayList<>();
    private WriterHarness harness;
    private DuckDbRecordReader reader;

    @BeforeEach
    void store() {
        harness = WriterHarness.inMemory(NOTES);
        reader =
                new DuckDbRecordReader(
                        new DuckDbDialect(),
                        new DuckDbRecordReader.Pools(
                                harness.database.reads(), harness.database.streams()),
                        new RecordCache(MEGABYTE),
                        harness.writer.sizes(),
                        new QueryTimes(Duration.ofSeconds(30), WriterHarness.SLOW));
        for (long i = 0; i < RECORDS; i++) {
            String body = i % 50 == 7 ? "b".repeat(LONG) : "short";
            stored.add(harness.create(new RecordData(NOTES, new Object[] {i, body})));
        }
    }

    @AfterEach
    void close() {
        reader.close();
        harness.close();
    }

    @Test
    void readsPageInSteps() {
        try (ReadMemory.Share room = small.open()) {
            RecordPage page = reader.search(EVERYTHING, first(RECORDS), room);

            assertThat(page.items()).isEqualTo(stored);
            assertThat(page.next()).isEmpty();
        }
    }

    @Test
    void readsPageInStepsBesideWhatMemoryKnows() {
        reader.search(EVERYTHING, first(20), Rooms.unbounded());

        try (ReadMemory.Share room = small.open()) {
            assertThat(reader.search(EVERYTHING, first(RECORDS), room).items()).isEqualTo(stored);
        }
    }

    @Test
    void holdsWhatPageHasUntilItWasAnswered() {
        try (ReadMemory.Share room = small.open();
                ReadMemory.Share other = small.open()) {
            reader.search(EVERYTHING, first(RECORDS), room);

            // Six long texts are 1.2 MB of strings, as much of JSON, and half of that again.
            assertThatThrownBy(() -> other.take(5 * MEGABYTE)).isInstanceOf(Overloaded.class);
            other.take(3 * MEGABYTE);
        }
    }

    @Test
    void refusesPageThatIsLargerThanTheMemory() {
        ReadMemory tiny = new ReadMemory(2 * MEGABYTE, Duration.ZERO);
        try (ReadMemory.Share room = tiny.open()) {
            assertThatThrownBy(() -> reader.search(EVERYTHING, first(RECORDS), room))
                    .isInstanceOf(Overloaded.class);
        }

        try (ReadMemory.Share room = tiny.open()) {
            RecordPage page = reader.search(EVERYTHING, first(50), room);
            assertThat(page.items()).isEqualTo(stored.subList(0, 50));
        }
    }

    @Test
    void readsRecordThatIsLargerThanTheMemory() {
        ReadMemory tiny = new ReadMemory(MEGABYTE / 4, Duration.ZERO);
        try (ReadMemory.Share room = tiny.open()) {
            RecordPage page =
                    reader.search(EVERYTHING, new PageRequest(new Start.Offset(7), 1, true), room);

            assertThat(page.items()).containsExactly(stored.get(7));
        }
    }

    @Test
    void takesLittleForPageThatShowsNoLongText() {
        ReadMemory tiny = new ReadMemory(MEGABYTE, Duration.ZERO);
        RecordQuery numbers =
                new RecordQuery(
                        NOTES,
                        Filter.ALL,
                        List.of(),
                        new Projection(List.of(NOTES.properties().getFirst())));
        try (ReadMemory.Share room = tiny.open()) {
            assertThat(reader.search(numbers, first(RECORDS), room).items()).hasSize(RECORDS);
        }
    }

    @Test
    void findsKeptRecordWhileMemoryIsTaken() {
        reader.find(NOTES, stored.getFirst().id(), Rooms.unbounded());
        try (ReadMemory.Share other = small.open();
                ReadMemory.Share room = small.open()) {
            other.take(8 * MEGABYTE);

            assertThat(reader.find(NOTES, stored.getFirst().id(), room))
                    .contains(stored.getFirst());
            assertThatThrownBy(() -> reader.find(NOTES, stored.get(1).id(), room))
                    .isInstanceOf(Overloaded.class);
        }
    }

    @Test
    void holdsOfFoundRecordNoMoreThanItHas() {
        try (ReadMemory.Share room = small.open();
                ReadMemory.Share other = small.open()) {
            reader.find(NOTES, stored.getFirst().id(), room);

            other.take(8 * MEGABYTE - 4_096);
        }
    }

    @Test
    void streamsByOneStatementWhereLongTextsAreFew() {
        assertThat(lines(EVERYTHING, OptionalLong.empty())).isEqualTo(expected(stored));
        assertThat(lines(DESCENDING, OptionalLong.of(260)))
                .isEqualTo(expected(stored.reversed().subList(0, 260)));
    }

    @Test
    void streamsInSteps() {
        storeMoreThanAVectorMayHave();
        assertThat(lines(EVERYTHING, OptionalLong.empty()))
                .containsExactlyInAnyOrderElementsOf(expected(stored));
        assertThat(lines(EVERYTHING, OptionalLong.of(380)))
                .hasSize(380)
                .doesNotHaveDuplicates()
                .isSubsetOf(expected(stored));
        assertThat(lines(EVERYTHING, OptionalLong.of(20))).hasSize(20);
        assertThat(lines(DESCENDING, OptionalLong.empty())).isEqualTo(expected(stored.reversed()));
        assertThat(lines(DESCENDING, OptionalLong.of(260)))
                .isEqualTo(expected(stored.reversed().subList(0, 260)));
    }

    @Test
    void streamsOneStateInStepsWhileRecordsAreWritten() {
        int last = stored.size() - 1;
        storeMoreThanAVectorMayHave();
        List<String> lines = new ArrayList<>();
        reader.stream(
                EVERYTHING,
                OptionalLong.empty(),
                RecordFormat.NDJSON,
                line -> {
                    if (lines.isEmpty()) {
                        harness.delete(stored.get(last));
                        harness.put(
                                stored.get(last - 1).id(),
                                new RecordData(NOTES, new Object[] {-1L, "changed"}));
                        harness.create(new RecordData(NOTES, new Object[] {-2L, "new"}));
                    }
                    lines.add(text(line));
                });

        assertThat(lines).containsExactlyInAnyOrderElementsOf(expected(stored));
    }

    private void storeMoreThanAVectorMayHave() {
        long longTexts = StreamStep.VECTOR_BYTES / LONG + 1;
        for (long i = 0; i < longTexts; i++) {
            stored.add(
                    harness.create(
                            new RecordData(NOTES, new Object[] {RECORDS + i, "c".repeat(LONG)})));
        }
    }

    private List<String> lines(RecordQuery query, OptionalLong limit) {
        List<String> lines = new ArrayList<>();
        reader.stream(query, limit, RecordFormat.NDJSON, line -> lines.add(text(line)));
        return lines;
    }

    private static List<String> expected(List<DataRecord> records) {
        RecordLines lines = RecordLines.of(RecordFormat.NDJSON, NOTES, Projection.all(NOTES));
        return records.stream().map(lines::line).map(LargeRecordReadsTest::text).toList();
    }

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.UTF_8);
    }

    private static PageRequest first(int size) {
        return new PageRequest(new Start.Offset(0), size, true);
    }
}
