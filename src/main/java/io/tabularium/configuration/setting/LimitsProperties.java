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
 * What one request may ask for, and how many may ask for it at once.
 *
 * @param defaultPageSize records of a page that names no size
 * @param maxPageSize records of a page
 * @param maxBulkArrayRecords records of a bulk load that is a JSON array
 * @param maxFilterConditions conditions of one query
 * @param maxSortFields criteria of one order
 * @param queryTimeout time that a page, a count or a record may take, and that a single write may
 *     wait for its turn
 * @param maxBodySize size of a body that is held whole: a record, a query, a JSON array
 * @param maxConcurrentWrites single writes at the same time
 * @param maxConcurrentBulks bulk loads at the same time
 * @param maxConcurrentQueries pages, counts and finds at the same time
 * @param maxConcurrentStreams streams at the same time
 * @param maxWait how long a request of each of these kinds, streams excepted, waits until it may
 *     begin
 * @param maxStreamWait how long a stream waits until it may begin
 * @param maxWaiting requests of each of these kinds that wait at the same time
 */
@Validated
@ConfigurationProperties(prefix = "tabularium.limits", ignoreUnknownFields = false)
public record LimitsProperties(
        @Min(1) @DefaultValue("100") int defaultPageSize,
        @Min(1) @Max(100_000) @DefaultValue("10000") int maxPageSize,
        @Min(1) @DefaultValue("100001") int maxBulkArrayRecords,
        @Min(1) @Max(10_000) @DefaultValue("50") int maxFilterConditions,
        @Min(1) @Max(100) @DefaultValue("10") int maxSortFields,
        @NotNull @DefaultValue("30s") Duration queryTimeout,
        @NotNull @DefaultValue("64MB") DataSize maxBodySize,
        @Min(1) @Max(1_000) @DefaultValue("96") int maxConcurrentWrites,
        @Min(1) @Max(1_000) @DefaultValue("4") int maxConcurrentBulks,
        @Min(1) @Max(1_000) @DefaultValue("48") int maxConcurrentQueries,
        @Min(1) @Max(1_000) @DefaultValue("8") int maxConcurrentStreams,
        @Min(0) @Max(1_000) @DefaultValue("128") int maxWaiting,
        @NotNull @DefaultValue("2s") Duration maxWait,
        @NotNull @DefaultValue("30s") Duration maxStreamWait) {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_STREAM_WAIT = Duration.ofMinutes(10);
    private static final DataSize LARGEST_BODY = DataSize.ofGigabytes(1);

    @AssertTrue(message = "tabularium.limits.default-page-size must not be more than max-page-size")
    boolean isDefaultPageSizeWithinMaximum() {
        return defaultPageSize <= maxPageSize;
    }

    @AssertTrue(message = "tabularium.limits.query-timeout must be at least 1ms")
    boolean isQueryTimeoutPositive() {
        return queryTimeout.toMillis() >= 1;
    }

    @AssertTrue(message = "tabularium.limits.max-wait must be 0s to 1m")
    boolean isMaxWaitWithinBounds() {
        return !maxWait.isNegative() && maxWait.compareTo(LONGEST_WAIT) <= 0;
    }

    @AssertTrue(message = "tabularium.limits.max-stream-wait must be 0s to 10m")
    boolean isMaxStreamWaitWithinBounds() {
        return !maxStreamWait.isNegative() && maxStreamWait.compareTo(LONGEST_STREAM_WAIT) <= 0;
    }

    @AssertTrue(message = "tabularium.limits.max-body-size must be 1KB to 1GB")
    boolean isMaxBodySizeWithinBounds() {
        return maxBodySize.compareTo(DataSize.ofKilobytes(1)) >= 0
                && maxBodySize.compareTo(LARGEST_BODY) <= 0;
    }
}
