package io.tabularium.adapter.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.contract.SchemaText;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.Optional;

/** That what is found is valid, {@link DraftOracleTest} checks. */
final class RecordExamplesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type': 'string', 'pattern': '^[A-Z]{3}-[0-9]+$'}",
                "{'type': 'string', 'pattern': '^[A-Z]{3}-[0-9]+$', 'minLength': 9}",
                "{'type': 'string', 'pattern': '^(?:a|b)c?[^xyz]\\\\d{2,4}$'}",
                "{'type': 'string', 'pattern': '^\\\\p{Lu}\\\\p{L}* \\\\u0041\\\\.$'}",
                "{'type': 'string', 'minLength': 30, 'maxLength': 30}",
                "{'type': 'string', 'format': 'uri', 'maxLength': 10}",
                "{'type': 'string', 'const': 'so'}",
                "{'type': 'integer', 'minimum': 20, 'maximum': 22, 'multipleOf': 7}",
                "{'type': 'number', 'exclusiveMinimum': 0, 'exclusiveMaximum': 0.001}",
                "{'type': 'number', 'x-precision': 4, 'x-scale': 2, 'minimum': 99.99}",
                "{'type': 'array', 'items': {'type': 'integer'}, 'minItems': 3,"
                        + " 'uniqueItems': true}",
                "{'type': 'object', 'minProperties': 2, 'required': ['x'],"
                        + " 'additionalProperties': {'type': 'boolean'}}",
                "{'type': 'object', 'oneOf': [{'required': ['a'], 'not': {}},"
                        + " {'required': ['b'], 'properties': {'b': {'enum': [null]}}}]}",
                "{'type': 'object', '$ref': '#/$defs/node'}"
            })
    void findsAnExample(String property) {
        assertThat(examples(property).draft()).as(property).isPresent();
        assertThat(examples(property).record()).as(property).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type': 'string', 'pattern': '^(?=a)b$'}",
                "{'type': 'string', 'pattern': '^((((a{60}){60}){60}){60}){60}$'}",
                "{'type': 'array', 'minItems': 1, 'items': false}",
                "{'type': 'array', 'minItems': 1000, 'items': {'type': 'array', 'minItems': 1000,"
                        + " 'items': {'type': 'array', 'minItems': 1000,"
                        + " 'items': {'type': 'boolean'}}}}",
                "{'type': 'object', 'minProperties': 1000, 'additionalProperties':"
                        + " {'type': 'object', 'minProperties': 1000, 'additionalProperties':"
                        + " {'type': 'object', 'minProperties': 1000}}}"
            })
    void givesNoneWhereNoneIsFound(String property) {
        assertThat(examples(property).draft()).as(property).isEmpty();
    }

    @Test
    void prefersWhatTheFileGives() {
        assertThat(examples("{'type': 'integer', 'maximum': 9, 'examples': [10, 7, 8]}").draft())
                .isEqualTo(Optional.of(Map.of("x", 7L)));
    }

    private static RecordExamples examples(String property) {
        return new RecordExamples(
                SchemaText.compile(
                        "things",
                        """
                        {'type': 'object', 'required': ['x'], 'properties': {'x': %s},
                         '$defs': {'node': {'properties': {
                           'next': {'$ref': '#/$defs/node'}, 'name': {'type': 'string'}},
                           'required': ['name']}}}
                        """
                                .formatted(property)
                                .replace('\'', '"')));
    }
}
