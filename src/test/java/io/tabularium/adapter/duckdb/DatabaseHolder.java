package io.tabularium.adapter.duckdb;

import io.tabularium.adapter.duckdb.engine.DuckDbDatabase;
import io.tabularium.adapter.duckdb.engine.DuckDbSettings;

import java.io.IOException;
import java.nio.file.Path;

/** A process of its own that opens a database file and holds it until it is ended. */
public final class DatabaseHolder {

    /** Written to standard output once the file is open. */
    public static final int OPENED = '!';

    private DatabaseHolder() {}

    public static Process start(Path path) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--class-path",
                        System.getProperty("java.class.path"),
                        DatabaseHolder.class.getName(),
                        path.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static void main(String[] arguments) throws IOException {
        try (DuckDbDatabase database =
                new DuckDbDatabase(DuckDbSettings.at(Path.of(arguments[0])))) {
            System.out.write(OPENED);
            System.out.flush();
            // until the input ends, which it does with the process that started this one
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
            database.connect().close();
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
