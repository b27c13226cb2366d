package io.tabularium.adapter.jdbc.write;

import static io.tabularium.attack.EqualHashes.assertCheapInMap;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.jdbc.write.TouchedKeys.KeyValue;
import io.tabularium.attack.EqualHashes;
import io.tabularium.domain.schema.SchemaName;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

class TouchedKeysTest {

    private static final SchemaName SCHEMA = new SchemaName("things");
    private static final List<String> KEY = List.of("a", "b");

    @Test
    void findsValuesOfEqualHashesFast() {
        assertCheapInMap(i -> value(EqualHashes.text(i)), i -> value(Integer.toString(i)));
    }

    @Test
    void findsRecordsOfEqualHashesFast() {
        assertCheapInMap(
                i -> new RecordKey(SCHEMA, EqualHashes.id(i)),
                i -> new RecordKey(SCHEMA, EqualHashes.spreadId(i)));
    }

    @Test
    void hasAnOrderInWhichEqualValuesAreEqual() {
        assertThat(List.of(value("a"), value("b"), other("b"), wider("b"), dated("b")))
                .doesNotHaveDuplicates()
                .allSatisfy(
                        one ->
                                assertThat(List.of(value("a"), other("b"), wider("b"), dated("b")))
                                        .allSatisfy(
                                                two ->
                                                        assertThat(one.compareTo(two) == 0)
                                                                .isEqualTo(one.equals(two))));
        assertThat(value("a")).isLessThan(value("b"));
    }

    private static KeyValue value(String text) {
        return new KeyValue(SCHEMA, KEY, List.of(text, 1L));
    }

    private static KeyValue other(String text) {
        return new KeyValue(SCHEMA, List.of("b", "a"), List.of(text, 1L));
    }

    private static KeyValue wider(String text) {
        return new KeyValue(SCHEMA, List.of("a", "b", "c"), List.of(text, 1L, BigDecimal.ONE));
    }

    private static KeyValue dated(String text) {
        return new KeyValue(SCHEMA, List.of("a", "c"), List.of(text, LocalDate.EPOCH));
    }
}
