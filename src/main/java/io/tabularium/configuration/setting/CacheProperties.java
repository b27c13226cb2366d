package io.tabularium.configuration.setting;

import jakarta.validation.constraints.AssertTrue;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What was read and is kept.
 *
 * @param maxSize how much of the heap kept records, pages and counts may take; 0 for keeping
 *     nothing; by default a sixth
 */
@Validated
@ConfigurationProperties(prefix = "tabularium.cache", ignoreUnknownFields = false)
public record CacheProperties(@Nullable DataSize maxSize) {

    private static final long DEFAULT_SHARE = 6;

    @AssertTrue(message = "tabularium.cache.max-size must be 0 to half of the heap")
    boolean isMaxSizeWithinHeap() {
        return maxSize == null
                || (!maxSize.isNegative()
                        && maxSize.toBytes() <= Runtime.getRuntime().maxMemory() / 2);
    }

    /** The size in force. */
    public long bytes() {
        return maxSize == null
                ? Runtime.getRuntime().maxMemory() / DEFAULT_SHARE
                : maxSize.toBytes();
    }

    /** The bytes in force. */
    @Override
    public String toString() {
        return "CacheProperties[bytes=%d]".formatted(bytes());
    }
}
