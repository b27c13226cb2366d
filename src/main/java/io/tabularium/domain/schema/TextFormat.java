package io.tabularium.domain.schema;

import io.tabularium.domain.schema.format.EmailText;
import io.tabularium.domain.schema.format.TemporalText;
import io.tabularium.domain.schema.format.UriText;
import io.tabularium.domain.schema.format.UuidText;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The formats of text that are asserted (JSON Schema Validation, section 7.3, and our own). */
public enum TextFormat {
    EMAIL,
    URI,
    DATE,
    DATE_TIME,
    LOCAL_DATE_TIME,
    UUID;

    /** The format of that name, or empty. */
    public static Optional<TextFormat> named(String keyword) {
        return Arrays.stream(values())
                .filter(format -> format.keyword().equals(keyword))
                .findFirst();
    }

    /** All names, for messages. */
    public static String names() {
        return Arrays.stream(values()).map(TextFormat::keyword).collect(Collectors.joining(", "));
    }

    /** The name in a schema, such as {@code date-time}. */
    public String keyword() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the text is of this format, in time that grows with its length alone. */
    public boolean accepts(String text) {
        return switch (this) {
            case EMAIL -> EmailText.accepts(text);
            case URI -> UriText.accepts(text);
            case DATE -> TemporalText.parseDate(text).isPresent();
            case DATE_TIME -> TemporalText.parseInstant(text).isPresent();
            case LOCAL_DATE_TIME -> TemporalText.parseLocalDateTime(text).isPresent();
            case UUID -> UuidText.parse(text).isPresent();
        };
    }

    /** The type of a property of this format; empty where it stays text. */
    public Optional<PropertyType> type() {
        return switch (this) {
            case EMAIL, URI -> Optional.empty();
            case DATE -> Optional.of(BasicType.DATE);
            case DATE_TIME -> Optional.of(BasicType.INSTANT);
            case LOCAL_DATE_TIME -> Optional.of(BasicType.LOCAL_DATE_TIME);
            case UUID -> Optional.of(BasicType.UUID);
        };
    }
}
