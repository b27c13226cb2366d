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
 * What clients may keep open, and how long they may keep the server waiting.
 *
 * @param maxConnections connections at the same time; 0 is so many that the heads of all their
 *     requests fit into half of the heap
 * @param idleTimeout how long a connection may wait for its next request
 * @param stallTimeout how long nothing may come of a request, or nothing of an answer be taken
 * @param minTransferRate what of a body must come, or be taken, in each second that it is waited
 *     for, beyond the stall timeout
 * @param drainTime how long requests are still let in after SIGTERM while readiness is down, so
 *     that a balancer finds out
 */
@Validated
@ConfigurationProperties(prefix = "tabularium.clients", ignoreUnknownFields = false)
public record ClientProperties(
        @Min(0) @Max(100_000) @DefaultValue("0") int maxConnections,
        @NotNull @DefaultValue("20s") Duration idleTimeout,
        @NotNull @DefaultValue("20s") Duration stallTimeout,
        @NotNull @DefaultValue("4KB") DataSize minTransferRate,
        @NotNull @DefaultValue("0s") Duration drainTime) {

    private static final Duration LONGEST = Duration.ofHours(1);

    /** The head of one request takes half of this. */
    private static final long HEAP_OF_CONNECTION = 256 * 1_024;

    private static final long MOST_CONNECTIONS = 8_192;

    @AssertTrue(message = "tabularium.clients.idle-timeout must be 100ms to 1h")
    boolean isIdleTimeoutWithinBounds() {
        return isWithinBounds(idleTimeout);
    }

    @AssertTrue(message = "tabularium.clients.stall-timeout must be 100ms to 1h")
    boolean isStallTimeoutWithinBounds() {
        return isWithinBounds(stallTimeout);
    }

    @AssertTrue(message = "tabularium.clients.min-transfer-rate must be 1B to 1GB")
    boolean isMinTransferRateWithinBounds() {
        return minTransferRate.toBytes() >= 1
                && minTransferRate.compareTo(DataSize.ofGigabytes(1)) <= 0;
    }

    @AssertTrue(message = "tabularium.clients.drain-time must be 0s to 1h")
    boolean isDrainTimeWithinBounds() {
        return !drainTime.isNegative() && drainTime.compareTo(LONGEST) <= 0;
    }

    /** The number that is in force. */
    public int connections() {
        return maxConnections == 0
                ? Math.toIntExact(
                        Math.min(
                                MOST_CONNECTIONS,
                                Runtime.getRuntime().maxMemory() / HEAP_OF_CONNECTION))
                : maxConnections;
    }

    private static boolean isWithinBounds(Duration timeout) {
        return timeout.toMillis() >= 100 && timeout.compareTo(LONGEST) <= 0;
    }
}
