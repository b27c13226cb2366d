package io.tabularium.configuration;

import jakarta.validation.constraints.AssertFalse;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import java.time.Duration;

/**
 * What the log tells.
 *
 * @param slowQuery the time from which on a statement is told of in the log
 */
@Validated
@ConfigurationProperties(prefix = "tabularium.log", ignoreUnknownFields = false)
record LogProperties(@NotNull @DefaultValue("1s") Duration slowQuery) {

    @AssertFalse(message = "tabularium.log.slow-query must not be negative")
    boolean isSlowQueryNegative() {
        return slowQuery.isNegative();
    }
}
