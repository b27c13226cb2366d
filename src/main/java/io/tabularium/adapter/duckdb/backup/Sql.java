package io.tabularium.adapter.duckdb.backup;

import java.nio.file.Path;

/** Literals as they stand in a statement. */
public final class Sql {

    private Sql() {}

    public static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** The absolute path of a file. */
    public static String text(Path file) {
        return text(file.toAbsolutePath().normalize().toString());
    }
}
