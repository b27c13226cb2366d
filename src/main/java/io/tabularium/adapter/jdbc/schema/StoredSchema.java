package io.tabularium.adapter.jdbc.schema;

import io.tabularium.adapter.jdbc.Sha256;
import io.tabularium.adapter.json.JsonReader;
import io.tabularium.adapter.json.JsonWriter;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.SchemaName;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * A schema as the database remembers it.
 *
 * @param text the definition as compact JSON
 * @param fingerprint the SHA-256 of the text in UTF-8, in hexadecimal
 * @param revision from 1, one more with each change
 */
record StoredSchema(SchemaName name, String text, String fingerprint, long revision) {

    private static final JsonReader JSON = new JsonReader(Integer.MAX_VALUE);

    /** The first revision of a schema. */
    static StoredSchema first(Schema schema) {
        String text = JsonWriter.toText(schema.definition());
        return new StoredSchema(schema.name(), text, Sha256.hex(text), 1);
    }

    /** The revision that makes of this one what the schema is now. */
    StoredSchema next(Schema schema) {
        StoredSchema now = first(schema);
        return new StoredSchema(name, now.text, now.fingerprint, revision + 1);
    }

    boolean isSameAs(Schema schema) {
        return fingerprint.equals(first(schema).fingerprint);
    }

    @SuppressWarnings("unchecked")
    Map<String, @Nullable Object> definition() {
        if (JSON.read(text) instanceof Map<?, ?> object) {
            return (Map<String, @Nullable Object>) object;
        }
        throw new IllegalStateException("the stored definition of " + name + " is no object");
    }
}
