package io.tabularium.loadtests.ratios;

import java.nio.file.Path;
import java.util.List;

/** Where the service keeps its records. */
sealed interface Storage {

    /** The settings of the service that name it, as arguments. */
    List<String> arguments();

    /** A file of the engine, with the limits that the settings give. */
    static Storage duckDb(RatioSettings settings, Path file) {
        return new DuckDbFile(file, settings.memoryMegabytes(), settings.threads());
    }

    /** A file of DuckDB. */
    record DuckDbFile(Path file, int memoryMegabytes, int threads) implements Storage {

        @Override
        public List<String> arguments() {
            return List.of(
                    "--tabularium.duckdb.path=" + file,
                    "--tabularium.duckdb.memory-limit=" + memoryMegabytes + "MB",
                    "--tabularium.duckdb.threads=" + threads);
        }
    }

    /** A database schema on a PostgreSQL server. The URL has the user in it. */
    record PostgreSqlSchema(String url, String schema) implements Storage {

        @Override
        public List<String> arguments() {
            return List.of(
                    "--tabularium.storage.engine=postgresql",
                    "--tabularium.postgresql.url=" + url,
                    "--tabularium.postgresql.schema=" + schema);
        }
    }
}
