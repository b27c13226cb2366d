package io.tabularium.contract;

import static io.tabularium.contract.Rows.counter;
import static io.tabularium.contract.StoreUnderTest.query;
import static io.tabularium.contract.TestSchemas.COUNTERS;
import static io.tabularium.contract.TestSchemas.KEYWORDS;
import static io.tabularium.contract.TestSchemas.READINGS;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.domain.query.Field;
import io.tabularium.domain.query.Filter;
import io.tabularium.domain.query.Filter.Comparator;
import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.query.SortOrder;
import io.tabularium.domain.query.SortOrder.Direction;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordPage;
import io.tabularium.domain.record.Rooms;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** Pages and counts. */
interface QueryContract extends StoreUnderTest {

    SortOrder BY_VALUE = new SortOrder(Rows.field(COUNTERS, "value"), Direction.ASCENDING);
    SortOrder BY_VALUE_DOWN = new SortOrder(Rows.field(COUNTERS, "value"), Direction.DESCENDING);
    SortOrder BY_NAME_DOWN = new SortOrder(Rows.field(COUNTERS, "name"), Direction.DESCENDING);

    @Test
    default void answersInOrderOfCreationWhereNoOrderIsAsked() {
        List<DataRecord> created = createAll(counters(3L, 1L, 2L));

        assertThat(firstPage(RecordQuery.everything(COUNTERS), 10).items()).isEqualTo(created);
    }

    @Test
    default void sortsWithNullsLastInBothDirections() {
        createAll(counters(2L, null, 3L, 1L));

        assertThat(values(query(COUNTERS, Filter.ALL, BY_VALUE))).containsExactly(1L, 2L, 3L, null);
        assertThat(values(query(COUNTERS, Filter.ALL, BY_VALUE_DOWN)))
                .containsExactly(3L, 2L, 1L, null);
    }

    @Test
    default void breaksTiesByOrderOfCreationInBothDirections() {
        List<DataRecord> created = createAll(counters(1L, null, 1L, null, 1L));
        List<DataRecord> expected =
                List.of(
                        created.get(0),
                        created.get(2),
                        created.get(4),
                        created.get(1),
                        created.get(3));

        assertThat(streamed(query(COUNTERS, Filter.ALL, BY_VALUE))).isEqualTo(expected);
        assertThat(streamed(query(COUNTERS, Filter.ALL, BY_VALUE_DOWN))).isEqualTo(expected);
    }

    @Test
    default void sortsBySeveralFieldsInTurn() {
        createAll(
                List.of(
                        counter("b", 1L),
                        counter("a", 2L),
                        counter("a", 1L),
                        counter(null, 9L),
                        counter("b", 2L)));

        assertThat(values(query(COUNTERS, Filter.ALL, BY_NAME_DOWN, BY_VALUE)))
                .containsExactly(1L, 2L, 1L, 2L, 9L);
    }

    @Test
    default void pagesByOffset() {
        List<DataRecord> created = createAll(counters(1L, 2L, 3L, 4L, 5L));
        RecordQuery query = RecordQuery.everything(COUNTERS);

        RecordPage middle = page(query, new PageRequest.Start.Offset(2), 2);
        RecordPage last = page(query, new PageRequest.Start.Offset(3), 2);
        RecordPage beyond = page(query, new PageRequest.Start.Offset(5), 2);

        assertThat(middle.items()).isEqualTo(created.subList(2, 4));
        assertThat(middle.next()).isPresent();
        assertThat(last.items()).isEqualTo(created.subList(3, 5));
        assertThat(last.next()).isEmpty();
        assertThat(beyond.items()).isEmpty();
        assertThat(beyond.next()).isEmpty();
        assertThat(beyond.total()).hasValue(5);
    }

    @Test
    default void takesTheFarthestOffset() {
        create(counter("a", 1L));

        RecordPage page =
                page(
                        RecordQuery.everything(COUNTERS),
                        new PageRequest.Start.Offset(Long.MAX_VALUE),
                        10_000);

        assertThat(page.items()).isEmpty();
    }

    @Test
    default void countsOnlyWhereAsked() {
        createAll(counters(1L, 2L));
        PageRequest.Start start = new PageRequest.Start.Offset(0);
        RecordQuery query = RecordQuery.everything(COUNTERS);

        assertThat(
                        store().reader()
                                .search(query, new PageRequest(start, 1, true), Rooms.unbounded())
                                .total())
                .hasValue(2);
        assertThat(
                        store().reader()
                                .search(query, new PageRequest(start, 1, false), Rooms.unbounded())
                                .total())
                .isEqualTo(OptionalLong.empty());
    }

    @Test
    default void countsWhatMatches() {
        createAll(counters(1L, 2L, null));
        Field value = Rows.field(COUNTERS, "value");

        assertThat(count(COUNTERS)).isEqualTo(3);
        assertThat(count(new Filter.Comparison(value, Comparator.GT, 1L))).isEqualTo(1);
        assertThat(count(new Filter.IsNull(value))).isEqualTo(1);
        assertThat(count(new Filter.Or(List.of()))).isZero();
    }

    @Test
    default void negationOfUnknownIsUnknown() {
        createAll(counters(1L, 2L, null));
        Field value = Rows.field(COUNTERS, "value");
        Filter isOne = new Filter.Comparison(value, Comparator.EQ, 1L);

        assertThat(count(new Filter.Not(isOne))).isEqualTo(1);
        assertThat(count(new Filter.Not(new Filter.IsNull(value)))).isEqualTo(2);
        assertThat(count(new Filter.Comparison(value, Comparator.NE, 1L))).isEqualTo(1);
    }

    @Test
    default void membershipOfNothingIsFalseUnlessTheFieldIsNull() {
        createAll(counters(1L, null));
        Filter inNothing = new Filter.Membership(Rows.field(COUNTERS, "value"), List.of());

        assertThat(count(inNothing)).isZero();
        assertThat(count(new Filter.Not(inNothing))).isEqualTo(1);
    }

    @Test
    default void showsNullForWhatIsOutsideTheProjection() {
        DataRecord record = create(counter("a", 1L));
        Projection names = new Projection(List.of(COUNTERS.properties().getFirst()));
        RecordQuery query = new RecordQuery(COUNTERS, Filter.ALL, List.of(BY_VALUE), names);
        DataRecord expected =
                new DataRecord(
                        record.id(),
                        record.sequence(),
                        1,
                        record.createdAt(),
                        record.updatedAt(),
                        counter("a", null));

        assertThat(firstPage(query, 1).items()).containsExactly(expected);
        assertThat(streamed(query)).containsExactly(expected);
    }

    @Test
    default void showsMetadataAloneWhereTheProjectionIsEmpty() {
        DataRecord record = create(counter("a", 1L));
        RecordQuery query =
                new RecordQuery(COUNTERS, Filter.ALL, List.of(BY_VALUE), new Projection(List.of()));

        assertThat(firstPage(query, 1).items())
                .singleElement()
                .satisfies(shown -> assertThat(shown.id()).isEqualTo(record.id()))
                .satisfies(shown -> assertThat(shown.data()).isEqualTo(counter(null, null)));
    }

    @Test
    default void keepsPropertiesApartFromMetadataOfTheSameName() {
        DataRecord record =
                create(Rows.parse(KEYWORDS, "{\"id\": \"x\", \"version\": true, \"order\": 7}"));
        Filter both =
                new Filter.And(
                        List.of(
                                equal(Rows.field(KEYWORDS, "id"), "x"),
                                equal(Rows.field(KEYWORDS, "_id"), record.id().value()),
                                equal(Rows.field(KEYWORDS, "version"), true),
                                equal(Rows.field(KEYWORDS, "_version"), 1L),
                                equal(Rows.field(KEYWORDS, "order"), 7L),
                                equal(Rows.field(KEYWORDS, "_created_at"), record.createdAt())));

        assertThat(streamed(query(KEYWORDS, both))).containsExactly(record);
    }

    @Test
    default void findsNestedMembersWhateverTheirName() {
        DataRecord record =
                create(
                        Rows.parse(
                                READINGS,
                                """
                                {"details": {"it's \\"odd\\" [*] $": "found", "0": 5,
                                 "deep": {"number": 6}}}
                                """));
        create(Rows.parse(READINGS, "{\"details\": {\"deep\": {}, \"x\": \"found\"}}"));

        assertThat(streamed(nested("details.it's \"odd\" [*] $", "found"))).containsExactly(record);
        assertThat(streamed(nested("details.0", 5L))).containsExactly(record);
        assertThat(streamed(nested("details.deep.number", 6L))).containsExactly(record);
    }

    @Test
    default void comparesNestedDecimalsToTheirLastDigit() {
        String digits = "12345678901.234";
        create(Rows.parse(READINGS, "{\"details\": {\"amount\": " + digits + "8}}"));
        create(Rows.parse(READINGS, "{\"details\": {\"amount\": " + digits + "9}}"));

        assertThat(streamed(nested("details.amount", new BigDecimal(digits + "8")))).hasSize(1);
    }

    private static RecordQuery nested(String reference, Object value) {
        return query(READINGS, equal(Rows.field(READINGS, reference), value));
    }

    private static Filter equal(Field field, Object value) {
        return new Filter.Comparison(field, Comparator.EQ, value);
    }

    private long count(Filter filter) {
        return store().reader().count(COUNTERS, filter);
    }

    private List<Object> values(RecordQuery query) {
        List<DataRecord> page = firstPage(query, 100).items();
        assertThat(streamed(query)).isEqualTo(page);
        return page.stream().map(record -> Rows.value(record.data(), "value")).toList();
    }

    private static List<RecordData> counters(Long... values) {
        return Arrays.stream(values).map(value -> counter("a", value)).toList();
    }
}
