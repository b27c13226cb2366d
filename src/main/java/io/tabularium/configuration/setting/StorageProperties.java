package io.tabularium.configuration.setting;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which storage holds the records.
 *
 * @param engine the kind of database
 */
@ConfigurationProperties(prefix = "tabularium.storage", ignoreUnknownFields = false)
public record StorageProperties(@DefaultValue("duckdb") Engine engine) {

    /** The kinds of database there are. */
    public enum Engine {
        /** DuckDB inside this process. */
        DUCKDB,
        /** A PostgreSQL server. */
        POSTGRESQL
    }
}
