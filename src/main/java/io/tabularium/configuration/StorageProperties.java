package io.tabularium.configuration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which storage holds the records.
 *
 * @param engine the kind of database
 */
@ConfigurationProperties(prefix = "tabularium.storage", ignoreUnknownFields = false)
record StorageProperties(@DefaultValue("duckdb") Engine engine) {

    /** The kinds of database there are. */
    enum Engine {
        /** DuckDB inside this process. */
        DUCKDB
    }
}
