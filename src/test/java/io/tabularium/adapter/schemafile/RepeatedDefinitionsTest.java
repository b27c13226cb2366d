package io.tabularium.adapter.schemafile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.domain.Pointer;
import io.tabularium.domain.schema.CombinedRule.Reference.Repeats;

import org.junit.jupiter.api.Test;

import java.util.Set;

class RepeatedDefinitionsTest {

    private static final String TARGET = "/$defs/t";

    private final RepeatedDefinitions definitions = new RepeatedDefinitions();

    @Test
    void takesPropertiesForDifferentValues() {
        refer("properties", "a");
        refer("properties", "b", "properties", "c");

        assertThat(repeats()).isEqualTo(Repeats.NONE);
    }

    @Test
    void takesAlternativesForTheSameValue() {
        refer("properties", "a", "anyOf", "0");
        refer("properties", "a", "anyOf", "1");

        assertThat(repeats()).isEqualTo(Repeats.OBJECTS_AND_ARRAYS);
    }

    @Test
    void takesItemsBehindAlternativesForTheSameValue() {
        refer("properties", "a", "allOf", "0", "properties", "b");
        refer("properties", "c");
        refer("properties", "a", "items", "properties", "b");

        assertThat(repeats()).isEqualTo(Repeats.OBJECTS_AND_ARRAYS);
    }

    @Test
    void tellsPropertiesFromPropertyOfThatName() {
        refer("properties", "properties", "anyOf", "0");
        refer("properties", "properties", "not");

        assertThat(repeats()).isEqualTo(Repeats.OBJECTS_AND_ARRAYS);
    }

    @Test
    void takesReferenceToItselfForRepeated() {
        refer("properties", "a");
        refer("$defs", "t", "properties", "a");

        assertThat(repeats()).isEqualTo(Repeats.OBJECTS_AND_ARRAYS);
    }

    @Test
    void leavesDefinitionWithoutReferencesOut() {
        definitions.refers(place("anyOf", "0"), TARGET);
        definitions.refers(place("anyOf", "1"), TARGET);

        assertThat(repeats()).isEqualTo(Repeats.NONE);
    }

    @Test
    void repeatsEveryValueWhereReferencesFollowEachOther() {
        refer("properties", "a", "anyOf", "0");
        refer("properties", "a", "anyOf", "1");
        definitions.close(Set.of(TARGET));

        assertThat(definitions.of(TARGET)).isEqualTo(Repeats.ALL);
    }

    /** Adds a place that refers to the target, and one in the target that refers to another. */
    private void refer(String... tokens) {
        definitions.refers(place(tokens), TARGET);
        definitions.refers(place("$defs", "t", "items"), "/$defs/other");
    }

    private Repeats repeats() {
        definitions.close(Set.of());
        return definitions.of(TARGET);
    }

    private static Pointer place(String... tokens) {
        Pointer place = Pointer.ROOT;
        for (String token : tokens) {
            place = place.child(token);
        }
        return place;
    }
}
