package io.tabularium.adapter.command;

import io.tabularium.domain.TabulariumException.UnknownSchema;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.SchemaCatalog;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** The schemas that a command is for: one that is named, or all. */
final class ChosenSchemas {

    private ChosenSchemas() {}

    /**
     * The schemas.
     *
     * @param name null for all
     * @throws UnknownSchema if there is none of that name
     */
    static List<Schema> of(SchemaCatalog catalog, @Nullable String name) {
        return name == null ? catalog.list() : List.of(catalog.get(name));
    }
}
