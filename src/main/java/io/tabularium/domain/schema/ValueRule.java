package io.tabularium.domain.schema;

import io.tabularium.domain.Pointer;
import io.tabularium.domain.Violations;
import io.tabularium.domain.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Rules about a value of any kind (JSON Schema Validation, section 6.1). */
public sealed interface ValueRule extends Rule {

    /** {@code type}; {@link Json.Kind#NUMBER} includes integers, and integers are 64-bit. */
    record Type(Set<Json.Kind> kinds) implements ValueRule {
        public Type {
            kinds = Set.copyOf(kinds);
        }

        @Override
        public void check(@Nullable Object value, Pointer at, Violations violations) {
            boolean allowed =
                    switch (Json.kindOf(value)) {
                        case INTEGER ->
                                kinds.contains(Json.Kind.NUMBER)
                                        ? Json.isNumber(value)
                                        : kinds.contains(Json.Kind.INTEGER)
                                                && Json.toInt64(value) != null;
                        case NUMBER -> kinds.contains(Json.Kind.NUMBER) && Json.isNumber(value);
                        case NULL -> kinds.contains(Json.Kind.NULL);
                        case BOOLEAN -> kinds.contains(Json.Kind.BOOLEAN);
                        case STRING -> kinds.contains(Json.Kind.STRING);
                        case ARRAY -> kinds.contains(Json.Kind.ARRAY);
                        case OBJECT -> kinds.contains(Json.Kind.OBJECT);
                    };
            if (!allowed) {
                violations.add(at, "type", "must be of type " + names());
            }
        }

        private String names() {
            return kinds.stream()
                    .map(Json.Kind::keyword)
                    .sorted()
                    .collect(Collectors.joining(" or "));
        }
    }

    /** What a JSON value is compared as. */
    @FunctionalInterface
    interface Meaning {
        @Nullable Object of(@Nullable Object json);

        /**
         * As a value of that type, of which the same one can be written as several texts; null for
         * null and for what is of another type.
         */
        static Meaning as(PropertyType type) {
            return json -> json == null ? null : type.read(json, Pointer.ROOT, new Violations());
        }
    }

    /** {@code enum}; the values are kept as what they are compared as. */
    record OneOfValues(Set<@Nullable Object> values, Meaning meaning) implements ValueRule {
        public OneOfValues {
            Set<@Nullable Object> normal = new HashSet<>();
            values.forEach(value -> normal.add(meaning.of(value)));
            values = Collections.unmodifiableSet(normal);
        }

        @Override
        public void check(@Nullable Object value, Pointer at, Violations violations) {
            if (!values.contains(meaning.of(value))) {
                violations.add(at, "enum", "must be one of the values that the schema lists");
            }
        }
    }

    /** {@code const}; the value is kept as what it is compared as. */
    record Constant(@Nullable Object value, Meaning meaning) implements ValueRule {
        public Constant {
            value = meaning.of(value);
        }

        @Override
        public void check(@Nullable Object candidate, Pointer at, Violations violations) {
            if (!Objects.equals(value, meaning.of(candidate))) {
                violations.add(at, "const", "must be the value that the schema fixes");
            }
        }
    }

    /** The schema {@code false}, which no value meets. */
    record Never(String keyword) implements ValueRule {
        @Override
        public void check(@Nullable Object value, Pointer at, Violations violations) {
            violations.add(at, keyword, "must not be there");
        }
    }
}
