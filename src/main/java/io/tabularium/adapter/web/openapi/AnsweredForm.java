package io.tabularium.adapter.web.openapi;

import io.tabularium.adapter.representation.ScalarText;
import io.tabularium.domain.Pointer;
import io.tabularium.domain.Violations;
import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.Property;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What the schema of a property says of values once they are stored, and answered in one form. */
final class AnsweredForm {

    private AnsweredForm() {}

    static Map<String, @Nullable Object> of(
            Map<String, @Nullable Object> stored, Property property) {
        return property.type() instanceof BasicType type
                ? switch (type) {
                    case INSTANT, LOCAL_DATE_TIME, UUID ->
                            listed(stored, value -> ScalarText.of(typed(value, property)));
                    case DOUBLE -> rounded(stored, property);
                    case TEXT, INTEGER, BOOLEAN, DATE, OBJECT, ARRAY -> stored;
                }
                : stored;
    }

    /**
     * Numbers with more digits than a double has are rounded: onto a bound, but not beyond it, and
     * off a multiple.
     */
    private static Map<String, @Nullable Object> rounded(
            Map<String, @Nullable Object> stored, Property property) {
        UnaryOperator<Object> round =
                value -> new BigDecimal(ScalarText.of(typed(value, property)));
        Map<String, @Nullable Object> result = listed(stored, round);
        result.remove("multipleOf");
        include(result, "exclusiveMinimum", "minimum", round);
        include(result, "exclusiveMaximum", "maximum", round);
        result.computeIfPresent("minimum", (keyword, bound) -> round.apply(bound));
        result.computeIfPresent("maximum", (keyword, bound) -> round.apply(bound));
        return result;
    }

    /** The bound, unless there is an inclusive one too. */
    private static void include(
            Map<String, @Nullable Object> schema,
            String exclusive,
            String inclusive,
            UnaryOperator<Object> round) {
        @Nullable Object bound = schema.remove(exclusive);
        if (bound != null) {
            schema.putIfAbsent(inclusive, round.apply(bound));
        }
    }

    private static Map<String, @Nullable Object> listed(
            Map<String, @Nullable Object> stored, UnaryOperator<Object> form) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>(stored);
        result.computeIfPresent("const", (keyword, value) -> form.apply(value));
        result.computeIfPresent("enum", (keyword, values) -> listed((List<?>) values, form));
        return result;
    }

    private static List<@Nullable Object> listed(List<?> values, UnaryOperator<Object> form) {
        List<@Nullable Object> result = new ArrayList<>();
        for (Object value : values) {
            @Nullable Object answered = value == null ? null : form.apply(value);
            if (!result.contains(answered)) {
                result.add(answered);
            }
        }
        return result;
    }

    private static Object typed(Object value, Property property) {
        @Nullable Object typed = property.type().read(value, Pointer.ROOT, new Violations());
        if (typed == null) {
            throw new IllegalArgumentException(property.name() + " has a value of another type");
        }
        return typed;
    }
}
