package io.tabularium.adapter.schemafile;

import static java.util.stream.Collectors.joining;

import io.tabularium.domain.maintenance.BackupRefused;
import io.tabularium.domain.maintenance.DefinitionCompiler;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.SchemaName;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/** Compiles stored definitions by the rules of schema files. */
public final class StoredDefinitionCompiler implements DefinitionCompiler {

    @Override
    public Schema compile(SchemaName name, Map<String, @Nullable Object> definition) {
        Faults faults = new Faults(name.value());
        return SchemaCompiler.compile(name, definition, faults)
                .orElseThrow(
                        () ->
                                new BackupRefused(
                                        faults.toList().stream()
                                                .map(fault -> "\n  " + fault)
                                                .collect(
                                                        joining(
                                                                "",
                                                                "The stored definition of the"
                                                                        + " schema "
                                                                        + name
                                                                        + " is not accepted by"
                                                                        + " this version:",
                                                                ""))));
    }
}
