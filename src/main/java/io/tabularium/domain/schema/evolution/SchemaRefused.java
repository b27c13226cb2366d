package io.tabularium.domain.schema.evolution;

import io.tabularium.domain.schema.SchemaName;

import java.util.List;

/** A schema file and the stored schema of that name differ in a way that is not additive. */
public final class SchemaRefused extends RuntimeException {

    /**
     * @param differences each with its JSON Pointer into the schema, what is stored, and what the
     *     file says
     */
    public SchemaRefused(SchemaName name, List<String> differences) {
        super(
                "Schema '"
                        + name
                        + "' cannot be changed in place; the stored records stay as they are."
                        + " Undo these differences, or use another schema name:\n  "
                        + String.join("\n  ", differences));
    }
}
