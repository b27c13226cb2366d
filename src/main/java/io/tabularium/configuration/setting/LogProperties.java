package io.tabularium.configuration.setting;

import jakarta.validation.constraints.AssertFalse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import java.time.Duration;

/**
 * What the log tells.
 *
 * @param slowQuery the time from which on a statement is told of in the log
 * @param oneReadIn of this many reads that succeed, one has a line in the request log; writes and
 *     requests that do not succeed always have one
 */
@Validated
@ConfigurationProperties(prefix = "tabularium.log", ignoreUnknownFields = false)
public record LogProperties(
        @NotNull @DefaultValue("1s") Duration slowQuery,
        @Min(1) @Max(1_000_000) @DefaultValue("1") int oneReadIn) {

    @AssertFalse(message = "tabularium.log.slow-query must not be negative")
    boolean isSlowQueryNegative() {
        return slowQuery.isNegative();
    }
}
