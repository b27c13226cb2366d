package io.tabularium.domain.schema;

import java.util.List;
import java.util.Optional;

/** Where the schemas in force are found. Implementations are thread-safe. */
public interface SchemaCatalog {

    /** The schema of that name, or empty. Never throws for a name that is none. */
    Optional<Schema> find(String name);

    /** Every schema, ordered by name. */
    List<Schema> list();
}
