package io.tabularium.domain.schema;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a schema: {@code [a-z][a-z0-9_]{0,62}}, and not {@code bulk}, which is a path of the
 * API.
 */
public record SchemaName(String value) implements Comparable<SchemaName> {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final String RESERVED = "bulk";

    /**
     * @throws IllegalArgumentException if the value is not a schema name; the message says why
     */
    public SchemaName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a schema name is " + FORM.pattern());
        }
        if (value.equals(RESERVED)) {
            throw new IllegalArgumentException("the schema name '" + RESERVED + "' is reserved");
        }
    }

    /** The name, or empty where the text cannot be one. */
    public static Optional<SchemaName> of(String text) {
        return FORM.matcher(text).matches() && !text.equals(RESERVED)
                ? Optional.of(new SchemaName(text))
                : Optional.empty();
    }

    @Override
    public int compareTo(SchemaName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
