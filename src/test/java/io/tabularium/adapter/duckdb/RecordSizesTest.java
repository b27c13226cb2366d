package io.tabularium.adapter.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.duckdb.sql.DuckDbDialect;
import io.tabularium.adapter.jdbc.size.RecordSizes;
import io.tabularium.adapter.jdbc.size.TextSizes;
import io.tabularium.contract.SchemaText;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.record.BulkOptions;
import io.tabularium.domain.record.BulkOptions.OnConflict;
import io.tabularium.domain.record.BulkOptions.OnError;
import io.tabularium.domain.record.BulkReport;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordWeight;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.Schema;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** The sizes that are known of a table are no smaller than those of any record in it. */
class RecordSizesTest {

    private static final Schema NOTES = notes("");
    private static final Schema KEYED_NOTES = notes(",\"x-unique\":true");

    private static final String[] PIECES = {
        "a", "é", "漢", "\uD83D\uDE00", "\"", "\u0001", "\u0001\u0001\u0001\u0001\u0001漢"
    };

    private static final List<Object> MEMBERS =
            List.of(
                    1L,
                    true,
                    "",
                    List.of(),
                    Map.of(),
                    Map.of("", 1L),
                    Map.of("", List.of()),
                    new BigDecimal("1.5"),
                    new BigDecimal("1E+300"),
                    BigInteger.TEN.pow(400));

    private static final BulkOptions ABORT =
            new BulkOptions(OnError.ABORT, OnConflict.ERROR, Optional.empty(), false, false);

    @TempDir private Path folder;

    private static Schema notes(String ofNumber) {
        return SchemaText.compile(
                "notes",
                """
                {"type":"object","properties":{
                 "number":{"type":"integer"%s},
                 "title":{"type":"string"},
                 "tags":{"type":"object"},
                 "body":{"type":"string"}}}
                """
                        .formatted(ofNumber));
    }

    /** The names are those that the statement gives to what it reads. */
    @Test
    void asksForColumnsOfAnyName() {
        Schema schema =
                SchemaText.compile(
                        "nowhere",
                        """
                        {"type":"object","properties":{
                         "stored":{"type":"string"},
                         "nowhere":{"type":"string"},
                         "place":{"type":"string"}}}
                        """);
        try (WriterHarness harness = WriterHarness.inMemory(schema)) {
            harness.create(new RecordData(schema, new Object[] {"a".repeat(900), "b", "c"}));
            RecordSizes asked = new RecordSizes(new DuckDbDialect(), harness.database.reads());

            assertThat(textBytes(asked, schema)).isGreaterThanOrEqualTo(902);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void boundsRecordsOfAllWaysOfWriting(long seed) throws SQLException {
        for (Schema schema : List.of(NOTES, KEYED_NOTES)) {
            Random random = new Random(seed);
            Path file = folder.resolve(seed + "-" + schema.uniqueKeys().size() + ".duckdb");
            try (WriterHarness harness = WriterHarness.at(file, schema)) {
                List<DataRecord> created = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    created.add(harness.create(data(schema, i, random)));
                    if (random.nextInt(3) == 0) {
                        DataRecord some = created.get(random.nextInt(created.size()));
                        harness.put(some.id(), data(schema, 1_000 + i, random));
                    }
                    if (random.nextInt(5) == 0) {
                        harness.delete(created.removeLast());
                    }
                    assertBounds(harness, schema);
                    assertBoundsHeap(harness.writer.sizes().of(schema), created);
                }
                List<RecordData> rows = new ArrayList<>();
                for (int i = 0; i < 50; i++) {
                    rows.add(data(schema, 2_000 + i, random));
                }
                BulkReport report = harness.load(schema, ABORT, rows);
                assertThat(report.created()).isEqualTo(50);
                assertBounds(harness, schema);
            }
            try (WriterHarness reopened = WriterHarness.at(file, schema)) {
                assertBounds(reopened, schema);
            }
        }
    }

    @Test
    void boundsHeapOfTextThatJsonEscapes() {
        for (String text : List.of("\u0001".repeat(100_000), "\u0001".repeat(100_000) + "漢")) {
            try (WriterHarness harness = WriterHarness.inMemory(NOTES)) {
                DataRecord stored =
                        harness.create(new RecordData(NOTES, new Object[] {1L, null, null, text}));

                assertBoundsHeap(harness.writer.sizes().of(NOTES), List.of(stored));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("members")
    void boundsHeapOfArrayOfShortestMembers(Object member) {
        try (WriterHarness harness = WriterHarness.inMemory(NOTES)) {
            Map<String, Object> tags = Map.of("k", Collections.nCopies(100_000, member));
            DataRecord stored =
                    harness.create(new RecordData(NOTES, new Object[] {1L, null, tags, null}));

            assertBoundsHeap(harness.writer.sizes().of(NOTES), List.of(stored));
        }
    }

    private static List<Object> members() {
        return MEMBERS;
    }

    @Test
    void knowsLongTextsOfFileThatIsOpened() throws SQLException {
        Path file = folder.resolve("long.duckdb");
        try (WriterHarness harness = WriterHarness.at(file, NOTES)) {
            harness.create(
                    new RecordData(NOTES, new Object[] {1L, null, null, "é".repeat(500_000)}));
        }

        try (WriterHarness reopened = WriterHarness.at(file, NOTES)) {
            assertThat(textBytes(reopened.writer.sizes(), NOTES)).isBetween(1_000_000L, 1_001_000L);
        }
    }

    @Test
    void readsLengthOfTextsThatLookLikeAnUnknownOne() throws SQLException {
        Path file = folder.resolve("unknown.duckdb");
        try (WriterHarness harness = WriterHarness.at(file, NOTES)) {
            harness.create(new RecordData(NOTES, new Object[] {1L, "?", null, "?]".repeat(500)}));
        }

        try (WriterHarness reopened = WriterHarness.at(file, NOTES)) {
            assertThat(textBytes(reopened.writer.sizes(), NOTES)).isBetween(1_000L, 2_000L);
        }
    }

    @Test
    void forgetsTextsOfLoadsThatStoreNothing() throws SQLException {
        BulkOptions dryRun =
                new BulkOptions(OnError.ABORT, OnConflict.ERROR, Optional.empty(), true, false);
        RecordData row =
                new RecordData(KEYED_NOTES, new Object[] {1L, null, null, "b".repeat(1_000_000)});
        try (WriterHarness harness = WriterHarness.inMemory(KEYED_NOTES)) {
            harness.load(KEYED_NOTES, dryRun, List.of(row));
            harness.load(KEYED_NOTES, ABORT, List.of(row, row));
            assertThat(textBytes(harness.writer.sizes(), KEYED_NOTES)).isLessThan(1_000);

            harness.load(KEYED_NOTES, ABORT, List.of(row));
            assertThat(textBytes(harness.writer.sizes(), KEYED_NOTES)).isGreaterThan(1_000_000);
        }
    }

    @Test
    void takesEmptyTableForOneOfShortTexts() {
        try (WriterHarness harness = WriterHarness.inMemory(NOTES)) {
            assertThat(textBytes(harness.writer.sizes(), NOTES)).isLessThan(1_000);
        }
    }

    @Test
    void countsOnlyTextsThatAreShown() {
        try (WriterHarness harness = WriterHarness.inMemory(NOTES)) {
            harness.create(
                    new RecordData(NOTES, new Object[] {1L, "t", null, "b".repeat(100_000)}));
            TextSizes sizes = harness.writer.sizes().of(NOTES);
            Property title = NOTES.properties().get(1);

            assertThat(sizes.textBytes(new Projection(List.of(title)))).isLessThan(1_000);
            assertThat(sizes.textBytes(Projection.all(NOTES))).isGreaterThanOrEqualTo(100_000);
        }
    }

    private static void assertBounds(WriterHarness harness, Schema schema) throws SQLException {
        long stored =
                Long.parseLong(
                        harness.texts(
                                        """
                                        SELECT coalesce(max(coalesce(strlen(title), 0)
                                        + coalesce(strlen(tags), 0)
                                        + coalesce(strlen(body), 0)), 0)::VARCHAR FROM notes
                                        """)
                                .getFirst());
        RecordSizes asked = new RecordSizes(new DuckDbDialect(), harness.database.reads());
        assertThat(textBytes(harness.writer.sizes(), schema)).isGreaterThanOrEqualTo(stored);
        assertThat(textBytes(asked, schema)).isGreaterThanOrEqualTo(stored);
    }

    private static void assertBoundsHeap(TextSizes sizes, List<DataRecord> records) {
        long most = sizes.heapBytes(Projection.all(records.getFirst().schema()));
        for (DataRecord one : records) {
            assertThat(RecordWeight.of(one)).isLessThanOrEqualTo(most);
        }
    }

    private static long textBytes(RecordSizes sizes, Schema schema) {
        return sizes.of(schema).textBytes(Projection.all(schema));
    }

    private static RecordData data(Schema schema, long number, Random random) {
        @Nullable Object[] values = {
            number, text(random), random.nextBoolean() ? tags(random) : null, null
        };
        if (random.nextBoolean()) {
            values[3] = text(random);
        }
        return new RecordData(schema, values);
    }

    private static Map<String, Object> tags(Random random) {
        Object member = MEMBERS.get(random.nextInt(MEMBERS.size()));
        return random.nextBoolean()
                ? Map.of("k", text(random))
                : Map.of("k", Collections.nCopies(1 + random.nextInt(5_000), member));
    }

    private static String text(Random random) {
        int length = 1 << random.nextInt(14);
        return PIECES[random.nextInt(PIECES.length)].repeat(length);
    }
}
