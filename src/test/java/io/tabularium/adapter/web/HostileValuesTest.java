package io.tabularium.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.web.ApiServer.Answer;
import io.tabularium.attack.EqualHashes;
import io.tabularium.contract.InMemoryRecords;
import io.tabularium.contract.SchemaText;
import io.tabularium.domain.Violations;
import io.tabularium.domain.record.RecordDraft;
import io.tabularium.domain.schema.Schema;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Values that were made to be expensive to validate are decided, and soon. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HostileValuesTest {

    private static final String RECORDS = "/api/v1/records/hostile";
    private static final int LONG = 5_000;

    private static final Schema HOSTILE =
            SchemaText.compile(
                    "hostile",
                    """
                    {"type": "object", "additionalProperties": false, "properties": {
                      "set": {"type": "array", "uniqueItems": true},
                      "plain": {"type": "string", "pattern": "^(a|b)*$"},
                      "looking": {"type": "string", "pattern": "^(?!x)(a|b)*$"},
                      "nested": {"type": "array", "items": {
                        "type": "string", "pattern": "^(?!x)(?:.*a){12}$"}},
                      "anyOf": {"type": "object", "$ref": "#/$defs/any"},
                      "oneOf": {"type": "object", "$ref": "#/$defs/one"},
                      "allOf": {"type": "object", "$ref": "#/$defs/all"},
                      "not": {"type": "object", "$ref": "#/$defs/not"},
                      "beside": {"type": "object", "$ref": "#/$defs/beside"}},
                     "$defs": {
                      "any": {"anyOf": [
                        {"properties": {"a": {"$ref": "#/$defs/any"}, "x": {"type": "integer"}},
                         "required": ["y"]},
                        {"properties": {"a": {"$ref": "#/$defs/any"}, "x": {"type": "integer"}}}]},
                      "one": {"oneOf": [
                        {"properties": {"a": {"$ref": "#/$defs/one"}, "x": {"type": "integer"}},
                         "required": ["y"]},
                        {"properties": {"a": {"$ref": "#/$defs/one"}, "x": {"type": "integer"}}}]},
                      "all": {"allOf": [
                        {"properties": {"a": {"$ref": "#/$defs/all"}, "x": {"type": "integer"}}},
                        {"properties": {"a": {"$ref": "#/$defs/all"}}}]},
                      "not": {"not": {"not": {"allOf": [
                        {"properties": {"a": {"$ref": "#/$defs/not"}, "x": {"type": "integer"}}},
                        {"properties": {"a": {"$ref": "#/$defs/not"}}}]}}},
                      "beside": {"$ref": "#/$defs/other",
                        "properties": {"a": {"$ref": "#/$defs/beside"}, "x": {"type": "integer"}}},
                      "other": {"properties": {"a": {"$ref": "#/$defs/beside"}}}}}
                    """);

    private static ApiServer server;

    @BeforeAll
    static void start() {
        Limits roomy = new Limits(ApiServer.LIMITS.query(), 200_000_000, 1_000);
        InMemoryRecords records = new InMemoryRecords();
        server = ApiServer.startOn(List.of(HOSTILE), roomy, records);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"%s\"]", "\"%s\"", "{\"a\":\"%s\"}", "{\"%s\":1}", "[{},\"%s\"]"})
    void tellsApartItemsOfEqualHashCodes(String item) {
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < 1 << 16; i++) {
            items.append(i == 0 ? "" : ",").append(item.formatted(EqualHashes.text(i)));
        }

        assertThat(post("set", "[" + items + "]").status()).isEqualTo(201);
        assertThat(
                        codes(
                                post(
                                        "set",
                                        "["
                                                + items
                                                + ","
                                                + item.formatted(EqualHashes.text(7))
                                                + "]")))
                .containsExactly("uniqueItems");
    }

    @Test
    void comparesNumbersOfHugeExponents() {
        String numbers = "[1e999999999, 1e-999999999, 10e999999998, 1e2147483600, 1e-2147483600]";

        assertThat(codes(post("set", numbers))).contains("uniqueItems").contains("type");
    }

    @Test
    void matchesLongTextWhereAStackWouldOverflow() {
        assertThat(post("plain", "\"" + "a".repeat(LONG) + "\"").status()).isEqualTo(201);
        assertThat(codes(post("plain", "\"" + "a".repeat(LONG) + "c\"")))
                .containsExactly("pattern");
    }

    @Test
    void saysThatLookAroundOnLongTextIsUndecided() {
        assertThat(codes(post("looking", "\"" + "a".repeat(200_000) + "\"")))
                .containsExactly("pattern-undecided");
    }

    @Test
    void allTextsOfARecordShareABudget() {
        String hostile = "\"" + "a".repeat(60) + "!\"";

        List<String> codes =
                codes(post("nested", "[" + (hostile + ",").repeat(5_000) + hostile + "]"));

        assertThat(codes).hasSize(1_000).containsOnly("pattern-undecided");
    }

    @ParameterizedTest
    @CsvSource({"anyOf, anyOf", "oneOf, oneOf", "allOf, type", "not, not", "beside, type"})
    void decidesRecursiveReferencesAtAnyDepth(String property, String code) {
        assertThat(post(property, nested(95, "1")).status()).isEqualTo(201);
        assertThat(codes(post(property, nested(95, "\"no\"")))).containsExactly(code);
    }

    @ParameterizedTest
    @CsvSource({"anyOf, anyOf", "allOf, type", "oneOf, oneOf"})
    void decidesDefinitionsThatDoubleAtEachLevel(String keyword, String code) {
        Schema doubling = SchemaText.compile("doubling", doubling(keyword, 40));

        assertThat(codes(doubling, List.of(1L, Map.of(), List.of()))).isEmpty();
        assertThat(codes(doubling, List.of(1L, "no", Map.of(), "no")))
                .containsOnly("/v/1 " + code, "/v/3 " + code);
    }

    /** Each definition refers to the next one twice. */
    private static String doubling(String keyword, int levels) {
        StringBuilder definitions = new StringBuilder();
        for (int level = 0; level < levels; level++) {
            String next = "{\"$ref\": \"#/$defs/d%d\"}".formatted(level + 1);
            // Only one alternative of oneOf may be met.
            String other =
                    keyword.equals("oneOf") ? "{\"allOf\": [%s, false]}".formatted(next) : next;
            definitions.append(
                    "\"d%d\": {\"%s\": [%s, %s]},".formatted(level, keyword, next, other));
        }
        return """
                {"type": "object", "additionalProperties": false,
                 "properties": {"v": {"type": "array", "items": {"$ref": "#/$defs/d0"}}},
                 "$defs": {%s "d%d": {"type": ["integer", "object", "array"]}}}
                """
                .formatted(definitions, levels);
    }

    private static List<String> codes(Schema schema, Object value) {
        RecordDraft draft = new RecordDraft(schema);
        draft.put("v", value);
        Violations violations = new Violations();
        draft.toData(violations);
        return violations.toList().stream()
                .map(violation -> violation.pointer() + " " + violation.code())
                .toList();
    }

    private static String nested(int depth, String x) {
        return "{\"a\":".repeat(depth) + "{\"x\":" + x + "}" + "}".repeat(depth);
    }

    private static Answer post(String property, String json) {
        return server.sendJson("POST", RECORDS, "{\"%s\":%s}".formatted(property, json));
    }

    private static List<String> codes(Answer answer) {
        assertThat(answer.status()).isEqualTo(422);
        return ((List<?>) answer.member("errors"))
                .stream().map(error -> (String) ((Map<?, ?>) error).get("code")).toList();
    }
}
