package io.tabularium.contract;

import static io.tabularium.contract.Rows.counter;
import static io.tabularium.contract.TestSchemas.COUNTERS;
import static io.tabularium.contract.TestSchemas.READINGS;
import static io.tabularium.contract.Truth.FALSE;
import static io.tabularium.contract.Truth.TRUE;
import static io.tabularium.contract.Truth.UNKNOWN;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.domain.query.Field;
import io.tabularium.domain.query.Filter;
import io.tabularium.domain.query.Filter.Comparator;
import io.tabularium.domain.query.Filter.Match;
import io.tabularium.domain.query.SortOrder;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The measure of other stores, held against truths worked out by hand. */
final class InMemoryTruthsTest {

    private static final Field VALUE = Rows.field(COUNTERS, "value");

    @ParameterizedTest
    @CsvSource({
        "TRUE, TRUE, TRUE, TRUE",
        "TRUE, FALSE, FALSE, TRUE",
        "TRUE, UNKNOWN, UNKNOWN, TRUE",
        "FALSE, TRUE, FALSE, TRUE",
        "FALSE, FALSE, FALSE, FALSE",
        "FALSE, UNKNOWN, FALSE, UNKNOWN",
        "UNKNOWN, TRUE, UNKNOWN, TRUE",
        "UNKNOWN, FALSE, FALSE, UNKNOWN",
        "UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN"
    })
    void joinsTruthsInThreeValuedLogic(Truth left, Truth right, Truth and, Truth or) {
        assertThat(left.and(right)).isEqualTo(and);
        assertThat(left.or(right)).isEqualTo(or);
    }

    @Test
    void negatesAllButTheUnknown() {
        assertThat(Stream.of(TRUE, FALSE, UNKNOWN).map(Truth::not))
                .containsExactly(FALSE, TRUE, UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "EQ, FALSE, TRUE, FALSE",
        "NE, TRUE, FALSE, TRUE",
        "GT, FALSE, FALSE, TRUE",
        "GTE, FALSE, TRUE, TRUE",
        "LT, TRUE, FALSE, FALSE",
        "LTE, TRUE, TRUE, FALSE"
    })
    void comparesWithFive(Comparator comparator, Truth four, Truth five, Truth six) {
        Filter filter = new Filter.Comparison(VALUE, comparator, 5L);

        assertThat(truths(filter, 4L, 5L, 6L, null)).containsExactly(four, five, six, UNKNOWN);
    }

    @Test
    void includesBothBounds() {
        assertThat(truths(new Filter.Between(VALUE, 2L, 3L), 1L, 2L, 3L, 4L, null))
                .containsExactly(FALSE, TRUE, TRUE, FALSE, UNKNOWN);
        assertThat(truths(new Filter.Between(VALUE, 3L, 2L), 2L, 3L)).containsOnly(FALSE);
    }

    @Test
    void looksForMembership() {
        assertThat(truths(new Filter.Membership(VALUE, List.of(1L, 3L)), 1L, 2L, 3L, null))
                .containsExactly(TRUE, FALSE, TRUE, UNKNOWN);
        assertThat(truths(new Filter.Membership(VALUE, List.of()), 1L, null))
                .containsExactly(FALSE, UNKNOWN);
    }

    @Test
    void alwaysKnowsWhatIsNull() {
        assertThat(truths(new Filter.IsNull(VALUE), 1L, null)).containsExactly(FALSE, TRUE);
        assertThat(truths(new Filter.Not(new Filter.IsNull(VALUE)), 1L, null))
                .containsExactly(TRUE, FALSE);
    }

    @Test
    void decidesEmptyGroups() {
        assertThat(truths(new Filter.And(List.of()), (Long) null)).containsExactly(TRUE);
        assertThat(truths(new Filter.Or(List.of()), (Long) null)).containsExactly(FALSE);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "LIKE, abc, abc, TRUE",
                "LIKE, abc, ABC, FALSE",
                "LIKE, a%, abc, TRUE",
                "LIKE, a%, a, TRUE",
                "LIKE, a_, a, FALSE",
                "LIKE, a_, a😀, TRUE",
                "LIKE, %b%, abc, TRUE",
                "LIKE, %%, ``, TRUE",
                "LIKE, ``, ``, TRUE",
                "LIKE, ``, a, FALSE",
                "LIKE, 50\\%, 50%, TRUE",
                "LIKE, 50\\%, 500, FALSE",
                "LIKE, a\\_b, a_b, TRUE",
                "LIKE, a\\_b, axb, FALSE",
                "LIKE, a\\\\b, a\\b, TRUE",
                "LIKE, \\a, a, TRUE",
                "ILIKE, ABC%, abcd, TRUE",
                "ILIKE, É_, éx, TRUE",
                "ILIKE, ß, SS, FALSE",
                "CONTAINS, b, abc, TRUE",
                "CONTAINS, B, abc, FALSE",
                "CONTAINS, %, abc, FALSE",
                "CONTAINS, ``, ``, TRUE",
                "STARTS_WITH, ab, abc, TRUE",
                "STARTS_WITH, bc, abc, FALSE",
                "STARTS_WITH, a%, abc, FALSE"
            })
    void matchesText(Match match, String text, String value, Truth expected) {
        Field name = Rows.field(COUNTERS, "name");
        Filter filter = new Filter.TextMatch(name, match, text);

        assertThat(FilterEvaluator.evaluate(filter, stored(counter(value, 1L))))
                .isEqualTo(expected);
        assertThat(FilterEvaluator.evaluate(filter, stored(counter(null, 1L)))).isEqualTo(UNKNOWN);
    }

    @Test
    void refusesPatternThatEndsWithAnEscape() {
        assertThatThrownBy(() -> new LikePattern("a\\", false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void comparesTextByCodePointAndUuidsAsUnsigned() {
        assertThat(FieldValue.compare("\uffff", "\ud83d\ude00")).isNegative();
        assertThat(FieldValue.compare("a", "B")).isPositive();
        assertThat(FieldValue.compare(new UUID(-1, 0), new UUID(1, 0))).isPositive();
        assertThat(FieldValue.compare(-0.0, 0.0)).isZero();
    }

    @Test
    void countsNestedValueOfAnotherTypeAsNull() {
        Field number = Rows.field(READINGS, "details.number");

        assertThat(nested("{\"number\": 12.0}", number)).isEqualTo(12L);
        assertThat(nested("{\"number\": 1.5}", number)).isNull();
        assertThat(nested("{\"number\": \"12\"}", number)).isNull();
        assertThat(nested("{\"number\": null}", number)).isNull();
        assertThat(nested("{}", number)).isNull();
        assertThat(nested("{\"deep\": 5}", Rows.field(READINGS, "details.deep.number"))).isNull();
    }

    @Test
    void putsNullsLastInBothDirectionsAndTiesInOrderOfCreation() {
        InMemoryRecords records = new InMemoryRecords();
        records.restore(
                List.of(
                        stored(4, null),
                        stored(2, 7L),
                        stored(3, 9L),
                        stored(1, null),
                        stored(5, 7L)));

        assertThat(sequences(records, SortOrder.Direction.ASCENDING))
                .containsExactly(2L, 5L, 3L, 1L, 4L);
        assertThat(sequences(records, SortOrder.Direction.DESCENDING))
                .containsExactly(3L, 2L, 5L, 1L, 4L);
    }

    private static List<Truth> truths(Filter filter, Long... values) {
        return Stream.of(values)
                .map(value -> FilterEvaluator.evaluate(filter, stored(counter("a", value))))
                .toList();
    }

    private static Object nested(String details, Field field) {
        return FieldValue.of(stored(Rows.with(READINGS, "details", Rows.json(details))), field);
    }

    private static List<Long> sequences(InMemoryRecords records, SortOrder.Direction direction) {
        return records
                .answer(StoreUnderTest.query(COUNTERS, Filter.ALL, new SortOrder(VALUE, direction)))
                .stream()
                .map(DataRecord::sequence)
                .toList();
    }

    private static DataRecord stored(RecordData data) {
        return new DataRecord(
                new RecordId(new UUID(0, 1)), 1, 1, Instant.EPOCH, Instant.EPOCH, data);
    }

    private static DataRecord stored(long sequence, Long value) {
        return new DataRecord(
                new RecordId(new UUID(0, sequence)),
                sequence,
                1,
                Instant.EPOCH,
                Instant.EPOCH,
                counter("a", value));
    }
}
