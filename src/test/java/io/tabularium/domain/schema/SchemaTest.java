package io.tabularium.domain.schema;

import static io.tabularium.domain.Compiled.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

final class SchemaTest {

    private static final Schema PAIRS =
            schema("'a':{'type':'string'},'b':{'type':'string'}", ",'x-unique':[['a','b']]");

    @Test
    void findsAKeyByItsNamesInAnyOrder() {
        assertThat(PAIRS.uniqueKey(List.of("b", "a"))).isPresent();
    }

    @Test
    void findsNoKeyWhereANameStandsForAnother() {
        assertThat(PAIRS.uniqueKey(List.of("a", "a"))).isEmpty();
        assertThat(PAIRS.uniqueKey(List.of("a"))).isEmpty();
    }

    @Test
    void isEqualToOneOfTheSameDefinition() {
        assertThat(schema("'a':{'type':'string'}", ""))
                .isEqualTo(schema("'a':{'type':'string'}", ""));
    }

    @Test
    void isNotEqualToOneWhoseRecordsHaveTheirValuesInAnotherOrder() {
        assertThat(schema("'a':{'type':'string'},'b':{'type':'string'}", ""))
                .isNotEqualTo(schema("'b':{'type':'string'},'a':{'type':'string'}", ""));
    }
}
