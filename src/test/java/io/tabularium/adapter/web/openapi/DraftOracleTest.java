package io.tabularium.adapter.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.adapter.json.JsonWriter;
import io.tabularium.adapter.key.Grants;
import io.tabularium.adapter.representation.RecordJson;
import io.tabularium.adapter.schemafile.RandomSchemas;
import io.tabularium.adapter.schemafile.RandomValues;
import io.tabularium.adapter.web.ApiServer;
import io.tabularium.contract.SchemaText;
import io.tabularium.domain.Violations;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordDraft;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.schema.Schema;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Holds the document's schemas, as networknt's validator understands them, against our own
 * validator: both allow the same data, and every record is as the document says.
 */
class DraftOracleTest {

    private static final int VALUES_FOR_EACH_SCHEMA = 6;
    private static final JsonReader JSON = new JsonReader(100_000);

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void allowsWhatIsAllowedAndDescribesWhatIsAnswered(@ForAll long seed) {
        Random random = new Random(seed);
        Map<String, Object> definition = new RandomSchemas(random).definition();
        Schema schema = SchemaText.compile("random", JsonWriter.toText(definition));
        Document document = documentOf(schema);
        RandomValues values = new RandomValues(random, (Map<?, ?>) definition.get("$defs"));
        for (int i = 0; i < VALUES_FOR_EACH_SCHEMA; i++) {
            Map<String, Object> data = new LinkedHashMap<>();
            for (String name : names(definition)) {
                if (random.nextInt(6) > 0) {
                    data.put(name, values.near(propertyOf(definition, name), 0));
                }
            }
            compare(schema, document, data);
        }
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void givesExamplesThatAreValid(@ForAll long seed) {
        Map<String, Object> definition = new RandomSchemas(new Random(seed)).definition();
        Schema schema = SchemaText.compile("random", JsonWriter.toText(definition));
        new RecordExamples(schema)
                .draft()
                .ifPresent(
                        example ->
                                assertThat(violations(schema, example).toList())
                                        .as(definition + "\n" + example)
                                        .isEmpty());
    }

    private static void compare(Schema schema, Document document, Map<String, Object> data) {
        List<String> faults = document.faults(document.schema("RandomDraft"), data);
        Violations violations = violations(schema, data);
        assertThat(faults.isEmpty())
                .as(
                        "%s\n%s\nby the document: %s\nby us: %s",
                        JsonWriter.toText(schema.definition()),
                        JsonWriter.toText(data),
                        faults,
                        violations.toList())
                .isEqualTo(violations.isEmpty());
        if (violations.isEmpty()) {
            Object record = JSON.read(RecordJson.bytes(stored(schema, data)));
            assertThat(document.faults(document.schema("RandomRecord"), record))
                    .as("%s\n%s", JsonWriter.toText(schema.definition()), record)
                    .isEmpty();
        }
    }

    private static Document documentOf(Schema schema) {
        return Document.of(
                OpenApiDocument.of(List.of(schema), Grants.ALL, false, ApiServer.LIMITS, "1"));
    }

    private static Violations violations(Schema schema, Map<String, ?> data) {
        Violations violations = new Violations();
        draft(schema, data).toData(violations);
        return violations;
    }

    private static DataRecord stored(Schema schema, Map<String, Object> data) {
        RecordData typed = draft(schema, data).toData();
        return new DataRecord(
                new RecordId(new UUID(1, 2)), 1, 1, Instant.EPOCH, Instant.EPOCH, typed);
    }

    private static RecordDraft draft(Schema schema, Map<String, ?> data) {
        RecordDraft draft = new RecordDraft(schema);
        data.forEach(draft::put);
        return draft;
    }

    private static List<String> names(Map<String, Object> definition) {
        return ((Map<?, ?>) definition.get("properties"))
                .keySet().stream().map(String.class::cast).toList();
    }

    private static Object propertyOf(Map<String, Object> definition, String name) {
        return ((Map<?, ?>) definition.get("properties")).get(name);
    }
}
