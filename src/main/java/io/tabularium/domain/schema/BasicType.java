package io.tabularium.domain.schema;

import io.tabularium.domain.Pointer;
import io.tabularium.domain.Violations;
import io.tabularium.domain.json.Json;
import io.tabularium.domain.json.JsonNumber;
import io.tabularium.domain.schema.format.TemporalText;
import io.tabularium.domain.schema.format.UuidText;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The types without parameters. The Java class of a value is named with each. */
public enum BasicType implements PropertyType {
    /** {@link String}, well-formed Unicode without U+0000. */
    TEXT("a string"),
    /** {@link Long}. */
    INTEGER("a 64-bit integer"),
    /** {@link Double}, finite. */
    DOUBLE("a number within the range of a double"),
    /** {@link Boolean}. */
    BOOLEAN("true or false"),
    /** {@link java.time.LocalDate}, years 1 to 9999. */
    DATE("a date such as 2026-01-31"),
    /** {@link java.time.Instant}, microseconds, years 1 to 9999. */
    INSTANT(
            "an instant with an offset and at most six digits of a second, such as"
                    + " 2026-01-31T12:00:00Z"),
    /** {@link java.time.LocalDateTime}, microseconds, years 1 to 9999. */
    LOCAL_DATE_TIME(
            "a date and time without an offset and at most six digits of a second, such as"
                    + " 2026-01-31T12:00:00"),
    /** {@link java.util.UUID}. */
    UUID("a UUID"),
    /** A {@link Map} of JSON values, in the order they were written; see {@link Json}. */
    OBJECT("an object"),
    /** A {@link List} of JSON values; see {@link Json}. */
    ARRAY("an array");

    private final String label;

    BasicType(String label) {
        this.label = label;
    }

    @Override
    public @Nullable Object read(Object json, Pointer at, Violations violations) {
        return switch (this) {
            case TEXT -> {
                if (!(json instanceof String text)) {
                    yield refuse("type", at, violations);
                }
                yield Json.checkText(text, at, violations) ? text : null;
            }
            case INTEGER -> {
                Long number = Json.toInt64(json);
                yield number != null ? number : refuse("type", at, violations);
            }
            case DOUBLE ->
                    Json.isNumber(json)
                            ? ((Number) json).doubleValue()
                            : refuse("type", at, violations);
            case BOOLEAN -> json instanceof Boolean ? json : refuse("type", at, violations);
            case DATE, INSTANT, LOCAL_DATE_TIME, UUID -> {
                if (!(json instanceof String text)) {
                    yield refuse("type", at, violations);
                }
                Optional<?> value = parse(text);
                yield value.isPresent() ? value.get() : refuse("format", at, violations);
            }
            case OBJECT -> {
                if (!(json instanceof Map)) {
                    yield refuse("type", at, violations);
                }
                Json.checkStorable(json, at, violations);
                yield json;
            }
            case ARRAY -> {
                if (!(json instanceof List)) {
                    yield refuse("type", at, violations);
                }
                Json.checkStorable(json, at, violations);
                yield json;
            }
        };
    }

    @Override
    public Object fromText(String text) {
        return switch (this) {
            case TEXT, DATE, INSTANT, LOCAL_DATE_TIME, UUID, OBJECT, ARRAY -> text;
            case INTEGER, DOUBLE -> JsonNumber.parse(text).orElse(text);
            case BOOLEAN ->
                    switch (text) {
                        case "true" -> true;
                        case "false" -> false;
                        default -> text;
                    };
        };
    }

    @Override
    public boolean isScalar() {
        return this != OBJECT && this != ARRAY;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private Optional<?> parse(String text) {
        return switch (this) {
            case DATE -> TemporalText.parseDate(text);
            case INSTANT -> TemporalText.parseInstant(text);
            case LOCAL_DATE_TIME -> TemporalText.parseLocalDateTime(text);
            case UUID -> UuidText.parse(text);
            case TEXT, INTEGER, DOUBLE, BOOLEAN, OBJECT, ARRAY ->
                    throw new IllegalStateException(this + " is not written as text");
        };
    }

    private @Nullable Object refuse(String code, Pointer at, Violations violations) {
        violations.add(at, code, "must be " + label);
        return null;
    }
}
