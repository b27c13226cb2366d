package io.tabularium.contract;

import static io.tabularium.contract.StoreUnderTest.query;
import static io.tabularium.contract.TestSchemas.READINGS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.adapter.representation.RecordLines;
import io.tabularium.domain.TabulariumException.InvalidRecord;
import io.tabularium.domain.query.Field;
import io.tabularium.domain.query.Filter;
import io.tabularium.domain.query.Filter.Comparator;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.query.SortOrder;
import io.tabularium.domain.query.SortOrder.Direction;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.Precondition;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordFormat;
import io.tabularium.domain.record.RecordLimits;
import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.Property;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/** Every type's values survive every way in and out, at their limits. */
interface TypeContract extends StoreUnderTest {

    String LONG_TEXT = "long text ".repeat(300);

    @Test
    default void keepsEveryValueOfSingleWrites() {
        List<DataRecord> records = createAll(extremes());

        for (DataRecord record : records) {
            assertSame(stored(record).data(), record.data());
        }
    }

    @Test
    default void readsWhatIsOverTheLimitsOfRequests() {
        String numerals = "[" + "9".repeat(996) + "E99]";
        RecordData data =
                Rows.with(
                        READINGS,
                        "details",
                        Map.of(
                                "numbers",
                                Objects.requireNonNull(Rows.json(numerals)),
                                "values",
                                Collections.nCopies(RecordLimits.MAX_VALUES + 1, true),
                                "n".repeat(10_001),
                                true));

        DataRecord record = create(data);

        assertSame(stored(record).data(), data);
        assertThat(firstPage(RecordQuery.everything(READINGS), 10).items()).hasSize(1);
        store().writer().write(new Mutation.Delete(READINGS, record.id(), Precondition.NONE));
        assertThat(count(READINGS)).isZero();
    }

    @Test
    default void keepsEveryValueOfUpdates() {
        for (RecordData row : extremes()) {
            DataRecord record = create(Rows.with(READINGS, "text", "before"));
            store().writer().write(new Mutation.Put(record.id(), row, Precondition.NONE));

            assertSame(stored(record).data(), row);
        }
    }

    @Test
    default void keepsEveryValueOfBulkLoads() {
        List<RecordData> rows = extremes();
        store().writer().load(new BulkLoad(READINGS, BulkContract.ABORT, Rows.source(rows)));

        assertSame(everything(READINGS), rows);
    }

    @Test
    default void showsEveryValueInPagesAndStreams() {
        List<RecordData> rows = extremes();
        createAll(rows);
        RecordQuery ordered =
                query(
                        READINGS,
                        Filter.ALL,
                        new SortOrder(Field.Metadata.VERSION, Direction.ASCENDING));

        assertSame(firstPage(ordered, 1_000).items(), rows);
        assertSame(streamed(ordered), rows);
        assertSame(everything(READINGS), rows);
    }

    @Test
    default void streamsTheOneRepresentationOfEveryValue() {
        List<DataRecord> records = createAll(extremes());
        SortOrder inOrder = new SortOrder(Field.Metadata.VERSION, Direction.ASCENDING);

        for (Projection projection : projections()) {
            RecordQuery query = new RecordQuery(READINGS, Filter.ALL, List.of(inOrder), projection);
            for (RecordFormat format : RecordFormat.values()) {
                RecordLines lines = RecordLines.of(format, READINGS, projection);
                assertThat(streamed(query, format))
                        .as("%s of %s", format, projection)
                        .isEqualTo(
                                records.stream().map(lines::line).map(TypeContract::text).toList());
            }
        }
    }

    @Test
    default void findsEveryScalarByItsValue() {
        createAll(extremes());

        for (Property property : READINGS.properties()) {
            if (property.type().isScalar()) {
                Field field = new Field.Declared(property);
                for (Object value :
                        Extremes.of(property.type()).stream().filter(this::canIndex).toList()) {
                    Filter equal = new Filter.Comparison(field, Comparator.EQ, value);
                    assertThat(streamed(query(READINGS, equal)))
                            .as("%s = %.100s", field.reference(), value)
                            .isNotEmpty()
                            .allSatisfy(
                                    record ->
                                            assertThat(record.data().get(property))
                                                    .usingComparator(FieldValue::compare)
                                                    .isEqualTo(value));
                }
            }
        }
    }

    @Test
    default void ordersEveryScalar() {
        List<DataRecord> records = createAll(extremes());

        for (Property property : READINGS.properties()) {
            if (property.type().isScalar()) {
                SortOrder order = new SortOrder(new Field.Declared(property), Direction.DESCENDING);
                assertThat(streamed(query(READINGS, Filter.ALL, order)))
                        .as("sorted by %s", property.name())
                        .extracting(DataRecord::id)
                        .isEqualTo(
                                records.stream()
                                        .sorted(new RecordOrder(List.of(order)))
                                        .map(DataRecord::id)
                                        .toList());
            }
        }
    }

    @Test
    default void keepsTheOrderOfMembersAndTheDigitsOfNumbers() {
        String json = "{\"details\": {\"z\": 1.50, \"a\": {\"y\": 1E+2, \"b\": 10}, \"m\": []}}";
        DataRecord record = create(Rows.parse(READINGS, json));

        Object details = Rows.value(stored(record).data(), "details");

        assertThat(details.toString()).isEqualTo("{z=1.50, a={y=1E+2, b=10}, m=[]}");
        assertThat(((Map<?, ?>) details).keySet().toString()).isEqualTo("[z, a, m]");
    }

    private List<String> streamed(RecordQuery query, RecordFormat format) {
        List<String> lines = new ArrayList<>();
        store().reader().stream(query, OptionalLong.empty(), format, line -> lines.add(text(line)));
        return lines;
    }

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.UTF_8);
    }

    /** All properties, none, and each alone. */
    private static List<Projection> projections() {
        List<Projection> projections = new ArrayList<>();
        projections.add(Projection.all(READINGS));
        projections.add(new Projection(List.of()));
        for (Property property : READINGS.properties()) {
            projections.add(new Projection(List.of(property)));
        }
        return projections;
    }

    private static void assertSame(List<DataRecord> records, List<RecordData> rows) {
        assertThat(records).hasSameSizeAs(rows);
        for (int i = 0; i < rows.size(); i++) {
            assertSame(records.get(i).data(), rows.get(i));
        }
    }

    /** Numbers by representation, so that a zero keeps its sign; objects with their order. */
    private static void assertSame(RecordData actual, RecordData expected) {
        for (Property property : READINGS.properties()) {
            Object value = expected.get(property);
            assertThat(actual.get(property)).as("%s", property.name()).isEqualTo(value);
            if (property.type() == BasicType.OBJECT && value != null) {
                assertThat(actual.get(property).toString()).isEqualTo(value.toString());
            }
        }
    }

    @Test
    default void indexesLongTextsOrRefusesThem() {
        RecordData row = Rows.with(READINGS, "text", LONG_TEXT);
        List<RecordData> rows = List.of(row, Rows.with(READINGS, "text", "short"));
        BulkLoad load = new BulkLoad(READINGS, BulkContract.SKIP, Rows.source(rows));

        store().writer().load(load);

        if (capabilities().contains(StoreCapability.INDEXES_LONG_TEXTS)) {
            assertThat(load.report().created()).isEqualTo(2);
            assertSame(create(row).data(), row);
        } else {
            assertThat(load.report().created()).isEqualTo(1);
            assertThat(load.report().errors().getFirst().violation().pointer()).isEqualTo("/text");
            assertThatThrownBy(() -> create(row)).isInstanceOf(InvalidRecord.class);
            assertThat(count(READINGS)).isEqualTo(1);
        }
    }

    /** Every store keeps long objects; "text" has an index. */
    private boolean canIndex(Object value) {
        return capabilities().contains(StoreCapability.INDEXES_LONG_TEXTS)
                || !(value instanceof String text)
                || text.length() < LONG_TEXT.length();
    }

    private List<RecordData> extremes() {
        List<RecordData> rows = new ArrayList<>();
        rows.add(Rows.with(READINGS, "text", null));
        for (Property property : READINGS.properties()) {
            for (Object value : Extremes.of(property.type())) {
                if (canIndex(value)) {
                    rows.add(Rows.with(READINGS, property.name().value(), value));
                }
            }
        }
        return rows;
    }
}
