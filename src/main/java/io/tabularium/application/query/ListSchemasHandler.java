package io.tabularium.application.query;

import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.SchemaCatalog;

import java.util.List;

/** Lists the schemas in force. Thread-safe. */
public final class ListSchemasHandler {

    private final SchemaCatalog catalog;

    public ListSchemasHandler(SchemaCatalog catalog) {
        this.catalog = catalog;
    }

    /** Every schema, ordered by name. */
    public List<Schema> handle() {
        return catalog.list();
    }
}
