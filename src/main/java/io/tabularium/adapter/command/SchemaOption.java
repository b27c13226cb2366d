package io.tabularium.adapter.command;

import io.tabularium.domain.TabulariumException.UnknownSchema;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.SchemaCatalog;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.util.List;

/** The option {@code --schema} of commands that work on one schema, or on all without it. */
final class SchemaOption {

    @Option(names = "--schema", description = "Only of this schema.")
    private @Nullable String schema;

    /**
     * The schema that the option names, or all schemas.
     *
     * @throws UnknownSchema if there is none of that name
     */
    List<Schema> schemas(SchemaCatalog catalog) {
        return schema == null ? catalog.list() : List.of(catalog.get(schema));
    }
}
