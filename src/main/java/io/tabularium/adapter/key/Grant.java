package io.tabularium.adapter.key;

import io.tabularium.domain.schema.SchemaName;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that a caller is allowed, written {@code records:<schema>:read}, {@code
 * records:<schema>:write} (with {@code *} for every schema, those to come included), {@code
 * schemas:read} or {@code operations}. No grant implies another.
 */
public sealed interface Grant {

    /** To use the operator's endpoints. */
    record Operations() implements Grant {

        @Override
        public String toString() {
            return "operations";
        }
    }

    /** To see every schema. */
    record Schemas() implements Grant {

        @Override
        public String toString() {
            return "schemas:read";
        }
    }

    /**
     * To use records.
     *
     * @param schema those of one schema, or of every one where it is empty
     */
    record Records(Optional<SchemaName> schema, Use use) implements Grant {

        private static final Pattern FORM =
                Pattern.compile("records:(?<schema>[^:]+):(?<use>read|write)");

        @Override
        public String toString() {
            return "records:%s:%s".formatted(schema.map(SchemaName::value).orElse("*"), use.text());
        }

        private static Optional<Grant> parse(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                return Optional.empty();
            }
            Use use = form.group("use").equals("read") ? Use.READ : Use.WRITE;
            String name = form.group("schema");
            if (name.equals("*")) {
                return Optional.of(new Records(Optional.empty(), use));
            }
            return SchemaName.of(name).map(schema -> new Records(Optional.of(schema), use));
        }
    }

    /** The grant that the text is, empty where it is none. */
    static Optional<Grant> parse(String text) {
        return switch (text) {
            case "operations" -> Optional.of(new Operations());
            case "schemas:read" -> Optional.of(new Schemas());
            default -> Records.parse(text);
        };
    }
}
