package io.tabularium.application.query;

import io.tabularium.domain.TabulariumException.UnknownSchema;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.SchemaCatalog;

/** Finds a schema by name. Thread-safe. */
public final class GetSchemaHandler {

    private final SchemaCatalog catalog;

    public GetSchemaHandler(SchemaCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * The schema of that name.
     *
     * @throws UnknownSchema if there is none
     */
    public Schema handle(String name) {
        return catalog.find(name).orElseThrow(() -> new UnknownSchema(name));
    }
}
