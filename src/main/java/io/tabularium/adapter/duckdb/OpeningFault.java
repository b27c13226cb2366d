package io.tabularium.adapter.duckdb;

import io.tabularium.adapter.duckdb.DatabaseNotOpened.Fault;

import java.sql.SQLException;

/** What the engine says when it cannot open a file, told apart by its words. */
final class OpeningFault {

    private OpeningFault() {}

    static Fault of(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        if (message.contains("Could not set lock")) {
            return Fault.HELD;
        }
        if (message.contains("not a valid DuckDB database")) {
            return Fault.NO_DATABASE;
        }
        if (message.contains("newer version of DuckDB")) {
            return Fault.TOO_NEW;
        }
        // The log may be whole: it is the file that lacks what is to be changed.
        if (message.contains("Corrupt database file") || message.contains("Could not read")) {
            return Fault.DAMAGED;
        }
        if (message.contains("Failure while replaying")
                || message.contains("read WAL of version")) {
            return Fault.LOG_DAMAGED;
        }
        return Fault.OTHER;
    }

    /** The reason for operators. */
    static String reason(Fault fault, SQLException failure) {
        return switch (fault) {
            case HELD -> "another process has it open";
            case NO_DATABASE -> "the file is not a DuckDB database";
            case TOO_NEW -> "the file was written by a newer version of DuckDB";
            case DAMAGED -> "the file is damaged (" + firstLine(failure) + ")";
            case LOG_DAMAGED ->
                    "its write-ahead log cannot be replayed (" + firstLine(failure) + ")";
            case OTHER -> firstLine(failure);
        };
    }

    private static String firstLine(SQLException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
