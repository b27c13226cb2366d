package io.tabularium.loadtests.ratios.server;

import io.tabularium.loadtests.ratios.measurement.RatioSettings;

import java.nio.file.Path;
import java.util.List;

/** Database in which the service stores its records. */
public sealed interface ServiceStorage {

    /** Command line arguments that configure the service for this storage. */
    List<String> arguments();

    /** A DuckDB file, with the memory limit and threads of the settings. */
    static ServiceStorage duckDb(RatioSettings settings, Path file) {
        return new DuckDbFile(file, settings.memoryMegabytes(), settings.threads());
    }

    /** A DuckDB file. */
    record DuckDbFile(Path file, int memoryMegabytes, int threads) implements ServiceStorage {

        @Override
        public List<String> arguments() {
            return List.of(
                    "--tabularium.duckdb.path=" + file,
                    "--tabularium.duckdb.memory-limit=" + memoryMegabytes + "MB",
                    "--tabularium.duckdb.threads=" + threads);
        }
    }

    /** A schema of a PostgreSQL database. The JDBC URL contains the user. */
    record PostgreSqlSchema(String url, String schema) implements ServiceStorage {

        @Override
        public List<String> arguments() {
            return List.of(
                    "--tabularium.storage.engine=postgresql",
                    "--tabularium.postgresql.url=" + url,
                    "--tabularium.postgresql.schema=" + schema);
        }
    }
}
