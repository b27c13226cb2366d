package io.tabularium.domain.schema.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.domain.schema.SchemaName;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;

class SchemaEvolutionTest {

    private static final SchemaName NAME = new SchemaName("things");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'type':'string','maxLength':5|'type':'string','maxLength':10|/maxLength: 5 -> 10",
                "'type':'string','maxLength':5|'type':'string'|/maxLength: 5 -> (absent)",
                "'type':'string','minLength':5|'type':'string','minLength':4|/minLength: 5 -> 4",
                "'type':'string','pattern':'a'|'type':'string'|/pattern: \"a\" -> (absent)",
                "'type':'string','format':'email'|'type':'string'|/format: \"email\" -> (absent)",
                "'type':'string','enum':['a']|'type':'string','enum':['b','a']|/enum: [\"a\"] ->"
                        + " [\"b\",\"a\"]",
                "'type':'string','const':'a'|'type':'string'|/const: \"a\" -> (absent)",
                "'type':'integer','minimum':5|'type':'integer','minimum':4.5|/minimum: 5 -> 4.5",
                "'type':'integer','multipleOf':10|'type':'integer','multipleOf':5|/multipleOf: 10"
                        + " -> 5",
                "'type':'string'|'type':['string','null']|/type: \"string\" -> [\"string\",\"null\"]",
                "'type':'string'|'type':'string','title':'A'|/title: (absent) -> \"A\"",
                "'type':'string'|'type':'string','default':'A'|/default: (absent) -> \"A\"",
                "'type':'string'|'type':'string','x-indexed':true|/x-indexed: (absent) -> [\"a\"]",
                "'type':'string','x-unique':true|'type':'string'|/x-unique: [\"a\"] -> (absent)",
                "'type':'array','uniqueItems':true|'type':'array'|/uniqueItems: true -> (absent)",
                "'type':'array','items':false|'type':'array','items':{'minimum':3}|/items: false ->"
                        + " {\"minimum\":3}",
                "'type':'object','required':['b']|'type':'object'|/required: [\"b\"] -> (absent)",
                "'type':'object','additionalProperties':false|'type':'object'|/additionalProperties:"
                        + " false -> true",
                "'type':'object','additionalProperties':false|'type':'object','additionalProperties':false,'properties':{'b':{'type':'string'}}|/properties/b:"
                        + " false -> {\"type\":\"string\"}",
                "'type':'object','properties':{'b':{'type':'string'}}|'type':'object'|/properties/b/type:"
                        + " \"string\" -> (absent)",
                "'type':'object','anyOf':[{'minProperties':1}]|'type':'object','anyOf':[{'minProperties':1},true]|/anyOf:"
                        + " [{\"minProperties\":1}] -> [{\"minProperties\":1},true]",
                "'type':'object','allOf':[{'minProperties':2}]|'type':'object','allOf':[{'minProperties':1}]|/allOf/0/minProperties:"
                        + " 2 -> 1",
                "'type':'object','not':{'minProperties':2}|'type':'object'|/not:"
                        + " {\"minProperties\":2} -> (absent)",
            })
    void addsWhatStoredRecordsMeetAnyway(String stored, String now, String difference) {
        SchemaEvolution evolution = betweenProperties(stored, now);

        assertThat(evolution.isAdditive()).isTrue();
        assertThat(evolution.differences())
                .extracting(SchemaDifference::toString)
                .containsExactly("/properties/a" + difference);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'type':'string','maxLength':10|'type':'string','maxLength':5|/maxLength: 10 -> 5",
                "'type':'string'|'type':'string','maxLength':5|/maxLength: (absent) -> 5",
                "'type':'string','minLength':4|'type':'string','minLength':5|/minLength: 4 -> 5",
                "'type':'string','pattern':'a'|'type':'string','pattern':'b'|/pattern: \"a\" ->"
                        + " \"b\"",
                "'type':'string'|'type':'string','format':'email'|/format: (absent) -> \"email\"",
                "'type':'string','enum':['a','b']|'type':'string','enum':['a']|/enum:"
                        + " [\"a\",\"b\"] -> [\"a\"]",
                "'type':'string'|'type':'string','enum':['a']|/enum: (absent) -> [\"a\"]",
                "'type':'integer','multipleOf':5|'type':'integer','multipleOf':10|/multipleOf: 5 ->"
                        + " 10",
                "'type':['string','null']|'type':'string'|/type: [\"string\",\"null\"] ->"
                        + " \"string\"",
                "'type':'integer'|'type':'number'|: {\"type\":[\"integer\"]} ->"
                        + " {\"type\":[\"number\"]}",
                "'type':'string'|'type':'string','format':'date'|: {\"type\":[\"string\"]} ->"
                        + " {\"type\":[\"string\"],\"format\":\"date\"}",
                "'type':'number','x-precision':9,'x-scale':2|'type':'number','x-precision':10,'x-scale':2|:"
                        + " {\"type\":[\"number\"],\"x-precision\":9,\"x-scale\":2} ->"
                        + " {\"type\":[\"number\"],\"x-precision\":10,\"x-scale\":2}",
                "'type':'string','x-indexed':true|'type':'string'|/x-indexed: [\"a\"] -> (absent)",
                "'type':'string'|'type':'string','x-unique':true|/x-unique: (absent) -> [\"a\"]",
                "'type':'array'|'type':'array','uniqueItems':true|/uniqueItems: (absent) -> true",
                "'type':'array'|'type':'array','items':{'minimum':3}|/items/minimum: (absent) -> 3",
                "'type':'object'|'type':'object','required':['b']|/required: (absent) -> [\"b\"]",
                "'type':'object'|'type':'object','additionalProperties':false|/additionalProperties:"
                        + " true -> false",
                "'type':'object'|'type':'object','properties':{'b':{'type':'string'}}|/properties/b/type:"
                        + " (absent) -> \"string\"",
                "'type':'object','anyOf':[true,{}]|'type':'object','anyOf':[{}]|/anyOf: [true,{}]"
                        + " -> [{}]",
                "'type':'object','not':{'minProperties':2}|'type':'object','not':{'minProperties':1}|/not/minProperties:"
                        + " 2 -> 1",
                "'type':'object','oneOf':[{'minProperties':2}]|'type':'object','oneOf':[{'minProperties':1}]|/oneOf/0/minProperties:"
                        + " 2 -> 1",
            })
    void refusesWhatStoredRecordsMayContradict(String stored, String now, String difference) {
        SchemaEvolution evolution = betweenProperties(stored, now);

        assertThat(evolution.isAdditive()).isFalse();
        assertThat(evolution.refused())
                .extracting(SchemaDifference::toString)
                .containsExactly("/properties/a" + difference);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'type':'string','title':'A'|'title':'A','type':'string'",
                "'type':'string'|'type':['string']",
                "'type':'integer','minimum':1|'type':'integer','minimum':1.0",
                "'type':'object'|'type':'object','additionalProperties':true",
                "'type':'array'|'type':'array','items':{}",
            })
    void findsNoRefusalWhereBothMeanTheSame(String stored, String now) {
        assertThat(betweenProperties(stored, now).isAdditive()).isTrue();
        assertThat(betweenProperties(now, stored).isAdditive()).isTrue();
    }

    @Test
    void addsANewOptionalPropertyAlsoWithADefaultAndAnIndex() {
        SchemaEvolution evolution =
                between(
                        "{'properties':{'a':{'type':'string'}}}",
                        "{'properties':{'b':{'type':'integer','default':1,'x-indexed':true},"
                                + "'a':{'type':'string'}}}");

        assertThat(evolution.isAdditive()).isTrue();
        assertThat(evolution.differences())
                .extracting(SchemaDifference::pointer)
                .containsExactly("/properties/b", "/properties/b/x-indexed");
    }

    @Test
    void refusesANewRequiredProperty() {
        assertRefused(
                "{'properties':{'a':{'type':'string'}}}",
                "{'properties':{'a':{'type':'string'},'b':{'type':'string'}},'required':['b']}",
                "/properties/b: (absent) -> {\"type\":\"string\"}");
    }

    @Test
    void refusesARemovedProperty() {
        assertRefused(
                "{'properties':{'a':{'type':'string'},'b':{'type':'string'}}}",
                "{'properties':{'a':{'type':'string'}}}",
                "/properties/b: {\"type\":\"string\"} -> (absent)");
    }

    @Test
    void refusesThatAPropertyBecomesRequired() {
        assertRefused(
                "{'properties':{'a':{'type':'string'}}}",
                "{'properties':{'a':{'type':'string'}},'required':['a']}",
                "/required: (absent) -> \"a\"");
    }

    @Test
    void addsThatAPropertyIsNoLongerRequired() {
        assertThat(
                        between(
                                        "{'properties':{'a':{'type':'string'}},'required':['a']}",
                                        "{'properties':{'a':{'type':'string'}}}")
                                .isAdditive())
                .isTrue();
    }

    @Test
    void treatsAFlagAndAListOfOneAsTheSameKey() {
        assertThat(
                        between(
                                        "{'properties':{'a':{'type':'string','x-unique':true}}}",
                                        "{'properties':{'a':{'type':'string'}},'x-unique':[['a']]}")
                                .differences())
                .isEmpty();
    }

    @Test
    void addsIndexesAndRemovedKeysButRefusesTheOpposite() {
        String two = "'properties':{'a':{'type':'string'},'b':{'type':'string'}}";
        String plain = "{" + two + "}";
        String indexed = "{" + two + ",'x-indexes':[['a','b']]}";
        String keyed = "{" + two + ",'x-unique':[['a','b']]}";

        assertThat(between(plain, indexed).isAdditive()).isTrue();
        assertThat(between(keyed, plain).isAdditive()).isTrue();
        assertRefused(indexed, plain, "/x-indexes/0: [\"a\",\"b\"] -> (absent)");
        assertRefused(plain, keyed, "/x-unique/0: (absent) -> [\"a\",\"b\"]");
    }

    @Test
    void takesAnyOtherClustering() {
        String two = "'properties':{'a':{'type':'string'},'b':{'type':'string'}}";
        String plain = "{" + two + "}";
        String clustered = "{" + two + ",'x-cluster':['a','b']}";
        String turned = "{" + two + ",'x-cluster':['b','a']}";

        assertThat(between(plain, clustered).isAdditive()).isTrue();
        assertThat(between(clustered, turned).isAdditive()).isTrue();
        assertThat(between(clustered, turned).differences()).hasSize(1);
        assertThat(between(clustered, plain).isAdditive()).isTrue();
    }

    @Test
    void comparesDefinitionsWhereTheyAreDeclared() {
        String loose = "{'properties':{},'$defs':{'x':{'minimum':1}}}";
        String tight = "{'properties':{},'$defs':{'x':{'minimum':2}}}";

        assertThat(between(tight, loose).isAdditive()).isTrue();
        assertRefused(loose, tight, "/$defs/x/minimum: 1 -> 2");
    }

    @Test
    void refusesLooserDefinitionsWhereASchemaMayExcludeThem() {
        String excluded =
                "{'properties':{'a':{'type':'array','items':{'not':{'$ref':'#/$defs/x'}}}},"
                        + "'$defs':{'x':{'minimum':%s}}}";

        assertRefused(excluded.formatted("2"), excluded.formatted("1"), "/$defs/x/minimum: 2 -> 1");
    }

    @Test
    void namesEveryRefusedDifferenceInTheRefusal() {
        SchemaEvolution evolution =
                between(
                        "{'properties':{'a':{'type':'string'},'b':{'type':'integer'}}}",
                        "{'properties':{'a':{'type':'boolean'}}}");

        assertThatThrownBy(evolution::requireAdditive)
                .isInstanceOf(SchemaRefused.class)
                .hasMessageContaining("things")
                .hasMessageContaining("/properties/a: {\"type\":[\"string\"]} ->")
                .hasMessageContaining("/properties/b: {\"type\":\"integer\"} -> (absent)");
    }

    @Test
    void letsAdditiveDifferencesPass() {
        assertThatCode(
                        () ->
                                between("{'properties':{}}", "{'properties':{},'title':'T'}")
                                        .requireAdditive())
                .doesNotThrowAnyException();
    }

    private static void assertRefused(String stored, String now, String difference) {
        SchemaEvolution evolution = between(stored, now);
        assertThat(evolution.isAdditive()).isFalse();
        assertThat(evolution.refused())
                .extracting(SchemaDifference::toString)
                .containsExactly(difference);
    }

    private static SchemaEvolution betweenProperties(String stored, String now) {
        String schema = "{'type':'object','properties':{'a':{%s}}}";
        return between(schema.formatted(stored), schema.formatted(now));
    }

    private static SchemaEvolution between(String stored, String now) {
        return SchemaEvolution.between(NAME, definition(stored), definition(now));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> definition(String text) {
        return (Map<String, Object>) new JsonReader(10_000).read(text.replace('\'', '"'));
    }
}
