package io.tabularium.adapter.web.openapi;

import static io.tabularium.adapter.web.openapi.part.JsonObjects.arrayOf;
import static io.tabularium.adapter.web.openapi.part.JsonObjects.object;
import static io.tabularium.adapter.web.openapi.part.JsonObjects.oneOfTexts;
import static io.tabularium.adapter.web.openapi.part.JsonObjects.with;

import io.tabularium.adapter.web.query.Operator;
import io.tabularium.adapter.web.query.QueryLimits;
import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.DecimalType;
import io.tabularium.domain.schema.PropertyType;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Fields that take the same conditions: in shorthand, and as JSON. */
enum ValueKind {
    TEXT(BasicType.TEXT, "Text", "[\\s\\S]*", "string", ""),
    INTEGER(
            BasicType.INTEGER,
            "Integer",
            "-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?",
            "integer",
            "int64"),
    NUMBER(BasicType.DOUBLE, "Number", "-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?", "number", ""),
    BOOLEAN(BasicType.BOOLEAN, "Boolean", "true|false", "boolean", ""),
    DATE(BasicType.DATE, "Date", "\\d{4}-\\d{2}-\\d{2}", "string", "date"),
    INSTANT(BasicType.INSTANT, "Instant", "\\d{4}-\\d{2}-\\d{2}[Tt][^,]+", "string", "date-time"),
    LOCAL_DATE_TIME(
            BasicType.LOCAL_DATE_TIME,
            "LocalDateTime",
            "\\d{4}-\\d{2}-\\d{2}[Tt][^,]+",
            "string",
            "local-date-time"),
    UUID(
            BasicType.UUID,
            "Uuid",
            "[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}",
            "string",
            "uuid"),
    /** Objects and arrays. */
    NESTED(BasicType.OBJECT, "Nested", "", "", "");

    private static final String LIST = "(?:\\([\\s\\S]*\\)|\\[[\\s\\S]*\\])";

    private final BasicType type;
    private final String title;
    private final String valuePattern;
    private final String jsonType;
    private final String format;

    ValueKind(BasicType type, String title, String valuePattern, String jsonType, String format) {
        this.type = type;
        this.title = title;
        this.valuePattern = valuePattern;
        this.jsonType = jsonType;
        this.format = format;
    }

    static ValueKind of(PropertyType type) {
        return switch (type) {
            case DecimalType _ -> NUMBER;
            case BasicType basic ->
                    switch (basic) {
                        case TEXT -> TEXT;
                        case INTEGER -> INTEGER;
                        case DOUBLE -> NUMBER;
                        case BOOLEAN -> BOOLEAN;
                        case DATE -> DATE;
                        case INSTANT -> INSTANT;
                        case LOCAL_DATE_TIME -> LOCAL_DATE_TIME;
                        case UUID -> UUID;
                        case OBJECT, ARRAY -> NESTED;
                    };
        };
    }

    /** The component for conditions in a query string. */
    String shorthandName() {
        return title + "Shorthand";
    }

    /** The component for what a JSON condition has beside its field. */
    String conditionName() {
        return title + "Condition";
    }

    /** A condition in a query string. */
    Map<String, @Nullable Object> shorthand() {
        return object("type", "string", "description", shorthandText(), "pattern", pattern());
    }

    /** Operator and value of a JSON condition. */
    Map<String, @Nullable Object> condition() {
        Map<String, @Nullable Object> whole =
                object(
                        "type",
                        "object",
                        "description",
                        "The operators that such a field takes, each with its kind of value.",
                        "properties",
                        object("operator", oneOfTexts(names(operator -> true)), "value", object()),
                        "required",
                        List.of("operator"));
        Map<String, @Nullable Object> none =
                object("properties", object("value", object("enum", Arrays.asList(true, null))));
        if (!type.isScalar()) {
            return with(
                    whole,
                    "properties",
                    object(
                            "operator",
                            oneOfTexts(names(operator -> true)),
                            "value",
                            object("enum", Arrays.asList(true, null))));
        }
        Map<String, @Nullable Object> list =
                with(arrayOf(value()), "maxItems", QueryLimits.MAX_LIST_LENGTH);
        Map<String, @Nullable Object> pair = with(list, "minItems", 2, "maxItems", 2);
        Map<String, @Nullable Object> ofOne = value(value());
        Map<String, @Nullable Object> ofNone =
                when(names(operator -> !operator.takesValue()), none, ofOne);
        Map<String, @Nullable Object> ofPair =
                when(List.of(Operator.BETWEEN.text()), value(pair), ofNone);
        whole.putAll(
                when(List.of(Operator.IN.text(), Operator.NOT_IN.text()), value(list), ofPair));
        return whole;
    }

    /** The schema of one value. */
    private Map<String, @Nullable Object> value() {
        return format.isEmpty()
                ? object("type", jsonType)
                : object("type", jsonType, "format", format);
    }

    /** Operators that such a field takes. */
    private List<String> names(Predicate<Operator> which) {
        return Arrays.stream(Operator.values())
                .filter(operator -> operator.appliesTo(type))
                .filter(which)
                .map(Operator::text)
                .toList();
    }

    private static Map<String, @Nullable Object> value(Map<String, @Nullable Object> schema) {
        return object("properties", object("value", schema), "required", List.of("value"));
    }

    private static Map<String, @Nullable Object> when(
            List<String> operators,
            Map<String, @Nullable Object> then,
            Map<String, @Nullable Object> otherwise) {
        return object(
                "if",
                object("properties", object("operator", object("enum", operators))),
                "then",
                then,
                "else",
                otherwise);
    }

    private String shorthandText() {
        String some =
                type.isScalar()
                        ? "`operator.value`, or `not.operator.value`: "
                        : "A test for null: ";
        String operators =
                names(operator -> true).stream()
                        .map(name -> "`" + name + "`")
                        .collect(Collectors.joining(", "));
        return some
                + operators
                + ". Also `is.null`, `is.not_null`"
                + (this == BOOLEAN ? ", `is.true`, `is.false`" : "")
                + (type.isScalar() ? ". Lists are written `in.(a,b)`, `between.(low,high)`." : ".");
    }

    private String pattern() {
        String nulls = "is_null|is_not_null|is\\.(?:null|not_null" + truths() + ")";
        if (!type.isScalar()) {
            return "^(?:not\\.)?(?:" + nulls + ")$";
        }
        String texts = alternatives(operator -> !operator.appliesTo(BasicType.INTEGER));
        return "^(?:not\\.)?(?:(?:neq|%s)\\.(?:%s)|(?:%s)\\.%s|%s%s)$"
                .formatted(
                        alternatives(
                                operator ->
                                        operator.appliesTo(BasicType.INTEGER)
                                                && operator.takesValue()
                                                && !operator.takesList()),
                        valuePattern,
                        alternatives(Operator::takesList),
                        LIST,
                        texts.isEmpty() ? "" : "(?:" + texts + ")\\.[\\s\\S]*|",
                        nulls);
    }

    private String truths() {
        return this == BOOLEAN ? "|true|false" : "";
    }

    private String alternatives(Predicate<Operator> which) {
        return String.join("|", names(which));
    }
}
