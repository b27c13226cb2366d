package io.tabularium.configuration;

import io.tabularium.adapter.duckdb.DatabaseNotOpened;
import io.tabularium.adapter.schemafile.SchemaFileException;
import io.tabularium.domain.schema.SchemaRefused;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/**
 * Tells the operator why the service does not start, in the words of the fault and without a stack
 * trace.
 */
final class StartUpFailureAnalyzer implements FailureAnalyzer {

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            @Nullable String action =
                    switch (cause) {
                        case SchemaFileException ignored ->
                                "Correct the schema files, or name another folder with"
                                        + " tabularium.schemas.location.";
                        case SchemaRefused ignored ->
                                "See docs/operations.md, \"Changing a schema\".";
                        case DatabaseNotOpened ignored ->
                                "See the settings tabularium.duckdb.*, and whether another process"
                                        + " holds the file.";
                        default -> null;
                    };
            if (action != null) {
                return new FailureAnalysis(String.valueOf(cause.getMessage()), action, cause);
            }
        }
        return null;
    }
}
