package io.tabularium.configuration;

import io.tabularium.adapter.duckdb.engine.DatabaseNotOpened;
import io.tabularium.adapter.postgresql.engine.ServerNotUsable;
import io.tabularium.adapter.schemafile.SchemaFileException;
import io.tabularium.domain.schema.evolution.SchemaRefused;

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
                        case DatabaseNotOpened notOpened -> action(notOpened.fault());
                        case ServerNotUsable ignored ->
                                "See the settings tabularium.postgresql.*, and docs/operations.md,"
                                        + " \"PostgreSQL\".";
                        case AccessNotConfigured access -> access.action();
                        case FixedPaths.PrefixRefused prefix -> prefix.action();
                        default -> null;
                    };
            if (action != null) {
                return new FailureAnalysis(String.valueOf(cause.getMessage()), action, cause);
            }
        }
        return null;
    }

    private static String action(DatabaseNotOpened.Fault fault) {
        return switch (fault) {
            case HELD ->
                    "End the process that holds the file, or name another with"
                            + " tabularium.duckdb.path.";
            case NO_DATABASE -> "Name the database file with tabularium.duckdb.path.";
            case TOO_NEW -> "Start the version of Tabularium that wrote the file, or a later one.";
            case DAMAGED ->
                    "Nothing was changed. Copy the file and what lies beside it, check the disk,"
                            + " and restore a backup; see docs/operations.md, \"When storage"
                            + " fails\".";
            case BLOCK_DAMAGED ->
                    "Nothing was changed. If the process was killed while it merged its log, a"
                            + " block of metadata may be torn and all records be whole: start with"
                            + " --tabularium.duckdb.recover=true. It mends the checksum in a copy,"
                            + " reads all of it, and only then puts it in place; the file is set"
                            + " aside, not deleted. Otherwise restore a backup. See"
                            + " docs/operations.md, \"A block that was torn\".";
            case LOG_DAMAGED ->
                    "Nothing was changed. Copy the file and its log, and check the disk. To go on"
                            + " without what was written since the log was last merged, start with"
                            + " --tabularium.duckdb.recover=true: the log is set aside, not"
                            + " deleted. See docs/operations.md, \"When storage fails\".";
            case MEMORY ->
                    "Nothing was changed. Raise tabularium.duckdb.memory-limit: replaying the"
                            + " log takes memory too.";
            case DISK ->
                    "Nothing was changed. Look at the disk: whether it is full or failing, and"
                            + " whether the process may read and write the files.";
            case OTHER -> "See the settings tabularium.duckdb.*.";
        };
    }
}
