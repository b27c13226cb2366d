package io.tabularium.adapter.web.openapi;

import static io.tabularium.adapter.web.openapi.part.JsonObjects.object;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.adapter.representation.RecordJson;
import io.tabularium.adapter.representation.ScalarText;
import io.tabularium.adapter.web.openapi.sample.ValueSample;
import io.tabularium.domain.Pointer;
import io.tabularium.domain.Violations;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordDraft;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.Schema;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Examples of one schema's records. Each has passed the schema's own validation; where a valid one
 * is hard to find, or there is none, there is no example.
 */
final class RecordExamples {

    static final String ID = "0197a5b2-7d1c-7c6e-8f7a-3c5a4e2b1d90";

    private static final Instant MOMENT = Instant.parse("2026-01-31T12:00:00Z");
    private static final JsonReader JSON = new JsonReader(Integer.MAX_VALUE);

    private final Schema schema;
    private final Map<String, @Nullable Object> data;
    private final Optional<Map<String, @Nullable Object>> draft;
    private final Optional<Map<String, @Nullable Object>> record;

    RecordExamples(Schema schema) {
        this.schema = schema;
        this.data = Collections.unmodifiableMap(data());
        Optional<RecordData> valid = valid(data);
        this.draft = valid.map(checked -> data);
        this.record = valid.map(this::represented);
    }

    /** What a record can be created from. */
    Optional<Map<String, @Nullable Object>> draft() {
        return draft;
    }

    /** The record that comes of it. */
    Optional<Map<String, @Nullable Object>> record() {
        return record;
    }

    /** A merge patch of it: one property that is no key. */
    Optional<Map<String, @Nullable Object>> patch() {
        return draft.flatMap(
                whole ->
                        whole.entrySet().stream()
                                .filter(member -> !isKey(member.getKey()))
                                .filter(member -> member.getValue() != null)
                                .findFirst()
                                .map(member -> object(member.getKey(), member.getValue())));
    }

    /** A value of a scalar property, as conditions have it; empty where none was found. */
    Optional<String> text(Property property) {
        return Optional.ofNullable(data.get(property.name().value()))
                .map(json -> property.type().read(json, Pointer.ROOT, new Violations()))
                .map(ScalarText::of);
    }

    private boolean isKey(String name) {
        return schema.uniqueKeys().stream().anyMatch(key -> key.names().contains(name));
    }

    private Map<String, @Nullable Object> data() {
        Map<?, ?> properties =
                (Map<?, ?>) Objects.requireNonNull(schema.definition().get("properties"));
        Map<?, ?> definitions =
                schema.definition().get("$defs") instanceof Map<?, ?> declared
                        ? declared
                        : Map.of();
        Map<String, @Nullable Object> found = new LinkedHashMap<>();
        for (Property property : schema.properties()) {
            String name = property.name().value();
            Map<?, ?> keywords = (Map<?, ?>) Objects.requireNonNull(properties.get(name));
            candidates(keywords, definitions)
                    .filter(value -> accepts(property, value))
                    .findFirst()
                    .ifPresent(value -> found.put(name, value));
            if (!found.containsKey(name) && property.required() && property.acceptsNull()) {
                found.put(name, null);
            }
        }
        return found;
    }

    /** What the file itself gives as examples comes first, then the default, then guesses. */
    private static Stream<Object> candidates(Map<?, ?> keywords, Map<?, ?> definitions) {
        Stream<?> given =
                keywords.get("examples") instanceof List<?> examples
                        ? examples.stream()
                        : Stream.empty();
        Stream<?> guesses =
                IntStream.range(0, ValueSample.VARIANTS)
                        .mapToObj(variant -> new ValueSample(definitions, variant).of(keywords));
        return Stream.of(given, Stream.ofNullable(keywords.get("default")), guesses)
                .flatMap(values -> values)
                .filter(Objects::nonNull)
                .map(Object.class::cast);
    }

    private static boolean accepts(Property property, Object value) {
        Violations violations = new Violations();
        property.read(value, violations);
        return violations.isEmpty();
    }

    private Optional<RecordData> valid(Map<String, @Nullable Object> candidate) {
        RecordDraft whole = new RecordDraft(schema);
        candidate.forEach(whole::put);
        Violations violations = new Violations();
        RecordData typed = whole.toData(violations);
        return violations.isEmpty() ? Optional.of(typed) : Optional.empty();
    }

    @SuppressWarnings("unchecked") // a JSON object's keys are strings
    private Map<String, @Nullable Object> represented(RecordData checked) {
        DataRecord stored =
                new DataRecord(new RecordId(UUID.fromString(ID)), 1, 1, MOMENT, MOMENT, checked);
        return (Map<String, @Nullable Object>)
                Objects.requireNonNull(JSON.read(RecordJson.bytes(stored)));
    }
}
