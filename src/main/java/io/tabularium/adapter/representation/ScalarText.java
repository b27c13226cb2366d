package io.tabularium.adapter.representation;

import io.tabularium.domain.schema.format.TemporalText;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.UUID;

/**
 * Typed scalar values as text without quotes: the text that their JSON has, and that {@link
 * io.tabularium.domain.schema.PropertyType#fromText} takes back.
 */
public final class ScalarText {

    private ScalarText() {}

    /**
     * The text of a value.
     *
     * @throws IllegalArgumentException if it is not of a scalar type
     */
    public static String of(Object value) {
        return switch (value) {
            case String text -> text;
            case Boolean truth -> truth.toString();
            case Long number -> number.toString();
            case Double number -> DoubleText.of(number);
            case BigDecimal number -> number.toPlainString();
            case Instant instant -> TemporalText.format(instant);
            case LocalDateTime time -> TemporalText.format(time);
            case LocalDate date -> TemporalText.format(date);
            case UUID uuid -> uuid.toString();
            default -> throw new IllegalArgumentException("not a scalar: " + value.getClass());
        };
    }
}
