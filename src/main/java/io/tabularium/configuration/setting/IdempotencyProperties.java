package io.tabularium.configuration.setting;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

import java.time.Duration;

/**
 * What is kept of requests under an {@code Idempotency-Key}.
 *
 * @param retention how long a request under an {@code Idempotency-Key} may be repeated
 * @param maxKeys such requests that are kept, a quarter of them of one caller at most; one under a
 *     further key is answered 503
 * @param maxSize what their answers may take in the file; as above
 */
@Validated
@ConfigurationProperties(prefix = "tabularium.idempotency", ignoreUnknownFields = false)
public record IdempotencyProperties(
        @NotNull @DefaultValue("24h") Duration retention,
        @Min(1) @Max(10_000_000) @DefaultValue("1000000") int maxKeys,
        @NotNull @DefaultValue("1GB") DataSize maxSize) {

    private static final Duration LONGEST = Duration.ofDays(366);

    @AssertTrue(message = "tabularium.idempotency.retention must be 1s to 366d")
    boolean isRetentionWithinBounds() {
        return retention.toSeconds() >= 1 && retention.compareTo(LONGEST) <= 0;
    }

    @AssertTrue(message = "tabularium.idempotency.max-size must be at least 1MB")
    boolean isMaxSizeEnough() {
        return maxSize.compareTo(DataSize.ofMegabytes(1)) >= 0;
    }
}
