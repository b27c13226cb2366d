package io.tabularium.adapter.schemafile;

import static io.tabularium.domain.json.Json.Kind.ARRAY;
import static io.tabularium.domain.json.Json.Kind.NUMBER;
import static io.tabularium.domain.json.Json.Kind.OBJECT;
import static io.tabularium.domain.json.Json.Kind.STRING;

import io.tabularium.domain.json.Json.Kind;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The keywords that the service honours, below the root; every other is an error. */
enum Keyword {
    COMMENT("$comment", Role.ANNOTATION),
    TITLE("title", Role.ANNOTATION),
    DESCRIPTION("description", Role.ANNOTATION),
    EXAMPLES("examples", Role.ANNOTATION),
    DEPRECATED("deprecated", Role.ANNOTATION),

    TYPE("type", Role.ASSERTION),
    ENUM("enum", Role.ASSERTION),
    CONST("const", Role.ASSERTION),

    FORMAT("format", STRING),
    PATTERN("pattern", STRING),
    MIN_LENGTH("minLength", STRING),
    MAX_LENGTH("maxLength", STRING),

    MINIMUM("minimum", NUMBER),
    MAXIMUM("maximum", NUMBER),
    EXCLUSIVE_MINIMUM("exclusiveMinimum", NUMBER),
    EXCLUSIVE_MAXIMUM("exclusiveMaximum", NUMBER),
    MULTIPLE_OF("multipleOf", NUMBER),
    PRECISION("x-precision", NUMBER),
    SCALE("x-scale", NUMBER),

    ITEMS("items", ARRAY),
    MIN_ITEMS("minItems", ARRAY),
    MAX_ITEMS("maxItems", ARRAY),
    UNIQUE_ITEMS("uniqueItems", ARRAY),

    PROPERTIES("properties", OBJECT),
    REQUIRED("required", OBJECT),
    ADDITIONAL_PROPERTIES("additionalProperties", OBJECT),
    MIN_PROPERTIES("minProperties", OBJECT),
    MAX_PROPERTIES("maxProperties", OBJECT),

    ALL_OF("allOf", Role.COMBINATION),
    ANY_OF("anyOf", Role.COMBINATION),
    ONE_OF("oneOf", Role.COMBINATION),
    NOT("not", Role.COMBINATION),
    REF("$ref", Role.COMBINATION),

    DEFAULT("default", Role.PROPERTY),
    INDEXED("x-indexed", Role.PROPERTY),
    UNIQUE("x-unique", Role.PROPERTY);

    /** What a keyword is for. */
    enum Role {
        /** For people; any value will do that has the right form. */
        ANNOTATION,
        /** Says something about a value of any kind, or of one. */
        ASSERTION,
        /** Says it through other schemas. */
        COMBINATION,
        /** Speaks of a property of the record, and of nothing nested in one. */
        PROPERTY
    }

    private static final Map<String, Keyword> BY_NAME =
            Arrays.stream(values())
                    .collect(Collectors.toUnmodifiableMap(Keyword::text, Function.identity()));

    private final String text;
    private final Role role;
    private final @Nullable Kind kind;

    Keyword(String text, Role role) {
        this.text = text;
        this.role = role;
        this.kind = null;
    }

    Keyword(String text, Kind kind) {
        this.text = text;
        this.role = Role.ASSERTION;
        this.kind = kind;
    }

    static Optional<Keyword> named(String text) {
        return Optional.ofNullable(BY_NAME.get(text));
    }

    /** As it stands in a schema file. */
    String text() {
        return text;
    }

    Role role() {
        return role;
    }

    /** The only kind of value that it says something about; {@code NUMBER} includes integers. */
    Optional<Kind> kind() {
        return Optional.ofNullable(kind);
    }
}
