package io.tabularium.domain.maintenance;

import io.tabularium.domain.json.Json;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.SchemaName;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/** Compiles the definitions of schemas that a storage keeps. Thread-safe. */
@FunctionalInterface
public interface DefinitionCompiler {

    /**
     * Compiles a stored definition.
     *
     * @param definition as {@link Json} values
     * @throws BackupRefused if this version of the service does not accept the definition; the
     *     message names the schema and every fault
     */
    Schema compile(SchemaName name, Map<String, @Nullable Object> definition);
}
