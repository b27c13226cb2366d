package io.tabularium.configuration.setting;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The PostgreSQL server.
 *
 * @param url such as {@code jdbc:postgresql://host:5432/db}; several hosts are allowed; required
 *     where {@code tabularium.storage.engine} is {@code postgresql}
 * @param username of the owner of the tables
 * @param password of that user; better in the environment or a file than in an argument
 * @param schema the database schema of all tables; made where it is missing
 * @param poolSize connections for pages, counts and records; 0 for two for each processor, at least
 *     24; single writes, streams and bulk loads have further ones
 */
@Validated
@ConfigurationProperties(prefix = "tabularium.postgresql", ignoreUnknownFields = false)
public record PostgreSqlProperties(
        @Nullable String url,
        @Nullable String username,
        @Nullable String password,
        @NotNull @Pattern(regexp = "[a-z_][a-z0-9_]{0,62}") @DefaultValue("tabularium")
                String schema,
        @Min(0) @Max(1024) @DefaultValue("0") int poolSize) {

    @AssertTrue(message = "tabularium.postgresql.url must begin with jdbc:postgresql:")
    boolean isUrlOfPostgreSql() {
        return url == null || url.startsWith("jdbc:postgresql:");
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "PostgreSqlProperties[schema=" + schema + ", poolSize=" + poolSize + "]";
    }
}
