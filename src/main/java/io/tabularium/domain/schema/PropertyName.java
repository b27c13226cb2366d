package io.tabularium.domain.schema;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The name of a property: {@code [A-Za-z_][A-Za-z0-9_]{0,62}}, case-sensitive, not reserved. */
public record PropertyName(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");
    private static final Set<String> RESERVED =
            Set.of("_id", "_seq", "_version", "_created_at", "_updated_at", "rowid");

    /**
     * @throws IllegalArgumentException if the value is not a property name; the message says why
     */
    public PropertyName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a property name is " + FORM.pattern());
        }
        if (RESERVED.contains(value.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("the property name '" + value + "' is reserved");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
