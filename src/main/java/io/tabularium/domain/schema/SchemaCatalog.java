package io.tabularium.domain.schema;

import io.tabularium.domain.TabulariumException.UnknownSchema;

import java.util.List;
import java.util.Optional;

/** Where the schemas in force are found. Implementations are thread-safe. */
public interface SchemaCatalog {

    /** The schema of that name, or empty. Never throws for a name that is none. */
    Optional<Schema> find(String name);

    /**
     * The schema of that name.
     *
     * @throws UnknownSchema if there is none
     */
    default Schema get(String name) {
        return find(name).orElseThrow(() -> new UnknownSchema(name));
    }

    /** Every schema, ordered by name. */
    List<Schema> list();
}
