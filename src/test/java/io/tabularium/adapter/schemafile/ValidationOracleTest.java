package io.tabularium.adapter.schemafile;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.adapter.json.JsonWriter;
import io.tabularium.domain.Violation;
import io.tabularium.domain.Violations;
import io.tabularium.domain.record.RecordDraft;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.SchemaName;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds the compiled validator against networknt's, which shares no code with it. What API.md has
 * otherwise than JSON Schema is left out of the schemas and values, or made equal here:
 *
 * <ul>
 *   <li>a property that is not required may be null: such nulls are taken out for the oracle;
 *   <li>integers are 64-bit and numbers are finite doubles: others are not made;
 *   <li>{@code local-date-time}, {@code x-precision}, {@code x-scale} and {@code default} are no
 *       part of what the oracle checks: not made;
 *   <li>dates are of the years 1 to 9999, fractions of a second have at most six digits, and there
 *       are no leap seconds: others are not made;
 *   <li>a missing or unknown member is named itself, not its parent: the oracle's are extended.
 * </ul>
 */
class ValidationOracleTest {

    private static final int VALUES_FOR_EACH_SCHEMA = 8;
    private static final JsonReader READER = new JsonReader(100_000);
    private static final JsonMapper EXACT =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    private static final SchemaRegistry ORACLE =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Set<String> COMBINATIONS =
            Set.of("$ref", "allOf", "anyOf", "oneOf", "not", "false");

    @Property(tries = 500, shrinking = ShrinkingMode.OFF)
    void agreesWithTheOracleOnWhichRecordsAreValid(@ForAll long seed) {
        check(seed);
    }

    static void check(long seed) {
        Random random = new Random(seed);
        Map<String, Object> definition = new RandomSchemas(random).definition();
        Schema schema = compile(definition);
        com.networknt.schema.Schema oracle = ORACLE.getSchema(exact(definition));
        RandomValues values = new RandomValues(random, (Map<?, ?>) definition.get("$defs"));
        for (int i = 0; i < VALUES_FOR_EACH_SCHEMA; i++) {
            String data = JsonWriter.toText(record(definition, values, random));
            compare(schema, oracle, data);
        }
    }

    private static void compare(Schema schema, com.networknt.schema.Schema oracle, String data) {
        Set<String> ours = violations(schema, data);
        List<Error> errors =
                oracle.validate(
                        exact(withoutOptionalNulls(schema, data)),
                        context ->
                                context.executionConfig(
                                        config -> config.formatAssertionsEnabled(true)));

        String situation = JsonWriter.toText(schema.definition()) + "\n" + data + "\n" + errors;
        assertThat(ours.isEmpty())
                .as("valid, in %s, by us %s", situation, ours)
                .isEqualTo(errors.isEmpty());
        if (errors.stream().noneMatch(ValidationOracleTest::isCombined)) {
            Set<String> theirs =
                    errors.stream().map(ValidationOracleTest::describe).collect(Collectors.toSet());
            // where the type is wrong, the oracle looks at some of the other keywords only
            ours.removeIf(violation -> theirs.contains(placeOf(violation) + " type"));
            assertThat(ours).as("violations, in %s", situation).isSubsetOf(theirs);
        }
    }

    private static String placeOf(String described) {
        return described.substring(0, described.lastIndexOf(' '));
    }

    private static JsonNode exact(Object value) {
        return EXACT.readTree(JsonWriter.toText(value));
    }

    private static Set<String> violations(Schema schema, String data) {
        RecordDraft draft = new RecordDraft(schema);
        ((Map<?, ?>) READER.read(data)).forEach((name, value) -> draft.put((String) name, value));
        Violations violations = new Violations();
        draft.toData(violations);
        return violations.toList().stream()
                .map(ValidationOracleTest::describe)
                .collect(Collectors.toSet());
    }

    private static Map<String, Object> record(
            Map<String, Object> definition, RandomValues values, Random random) {
        Map<String, Object> record = new LinkedHashMap<>();
        ((Map<?, ?>) definition.get("properties"))
                .forEach(
                        (name, schema) -> {
                            if (random.nextInt(8) > 0) {
                                record.put((String) name, values.near(schema, 0));
                            }
                        });
        if (random.nextInt(20) == 0) {
            record.put("unknown", 1L);
        }
        return record;
    }

    private static Map<String, Object> withoutOptionalNulls(Schema schema, String data) {
        Map<String, Object> rest = new LinkedHashMap<>();
        ((Map<?, ?>) READER.read(data))
                .forEach(
                        (name, value) -> {
                            boolean optional =
                                    schema.property((String) name)
                                            .filter(property -> !property.required())
                                            .isPresent();
                            if (value != null || !optional) {
                                rest.put((String) name, value);
                            }
                        });
        return rest;
    }

    private static Schema compile(Map<String, Object> definition) {
        Faults faults = new Faults("random.schema.json");
        return SchemaCompiler.compile(new SchemaName("random"), definition, faults)
                .orElseThrow(
                        () ->
                                new AssertionError(
                                        faults.toList() + "\n" + JsonWriter.toText(definition)));
    }

    private static boolean isCombined(Error error) {
        String path = error.getEvaluationPath().toString();
        return COMBINATIONS.contains(error.getKeyword())
                || COMBINATIONS.stream().anyMatch(keyword -> path.contains("/" + keyword));
    }

    private static String describe(Violation violation) {
        return violation.pointer() + " " + violation.code();
    }

    private static String describe(Error error) {
        return error.getInstanceLocation() + member(error) + " " + error.getKeyword();
    }

    /** The part of the place that the oracle tells apart. */
    private static String member(Error error) {
        if (error.getProperty() != null) {
            return "/" + error.getProperty().replace("~", "~0").replace("/", "~1");
        }
        return error.getIndex() == null ? "" : "/" + error.getIndex();
    }
}
