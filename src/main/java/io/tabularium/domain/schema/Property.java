package io.tabularium.domain.schema;

import io.tabularium.domain.Pointer;
import io.tabularium.domain.Verdict;
import io.tabularium.domain.Violations;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * A declared property: its type, what else its values must meet, and whether there must be one.
 *
 * @param position where its value stands in a record, from 0
 * @param title for people, or null
 * @param description for people, or null
 * @param required whether the key must be there (a default fills it first)
 * @param nullable whether the type allows an explicit null although the key is required
 * @param schema the rules beyond the type; a null that stands for an absent value needs to meet
 *     none
 * @param defaultValue the typed value for an absent key, which the property accepts, or empty
 */
public record Property(
        PropertyName name,
        int position,
        PropertyType type,
        @Nullable String title,
        @Nullable String description,
        boolean required,
        boolean nullable,
        ValueSchema schema,
        Optional<Object> defaultValue) {

    /**
     * The typed value of what a client sent under this property's key.
     *
     * @return null for an allowed null, and wherever a violation was added
     */
    public @Nullable Object read(@Nullable Object json, Violations violations) {
        Pointer at = Pointer.ROOT.child(name.value());
        if (json == null) {
            if (required && !nullable) {
                violations.add(at, "type", "must be " + type.label() + ", not null");
            } else if (required) {
                schema.check(null, at, violations);
            }
            return null;
        }
        @Nullable Object value = type.read(json, at, violations);
        if (value != null) {
            schema.check(json, at, violations);
        }
        return value;
    }

    /**
     * The typed value where the key is absent: the default, else null, which may be a violation.
     */
    public @Nullable Object absent(Violations violations) {
        if (defaultValue.isPresent()) {
            return defaultValue.get();
        }
        if (required) {
            violations.add(Pointer.ROOT.child(name.value()), "required", "must be there");
        }
        return null;
    }

    /** Whether a value of JSON null is stored for this property without complaint. */
    public boolean acceptsNull() {
        return !required
                || (nullable && schema.judge(null, Pointer.ROOT, new Violations()) == Verdict.MET);
    }
}
