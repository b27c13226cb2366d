package io.tabularium.configuration.setting;

import io.tabularium.adapter.key.ApiKey;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who may call, and how often.
 *
 * @param mode whether callers must say who they are: {@code automatic} asks them for credentials
 *     where some are configured, and is open where none are and only this machine can call
 * @param keys API keys for which no file is wanted
 * @param keysFile the file of API keys, read again when it changes
 * @param rateLimit how many requests each caller may send
 * @param cors pages of which other origins may call
 */
@Validated
@ConfigurationProperties(prefix = "tabularium.security", ignoreUnknownFields = false)
public record AccessProperties(
        @DefaultValue("automatic") Mode mode,
        @Nullable Path keysFile,
        @DefaultValue List<@Valid Key> keys,
        @DefaultValue @Valid RateLimit rateLimit,
        @DefaultValue @Valid Cors cors) {

    /** Whether callers must say who they are. */
    public enum Mode {
        /** As is fit for the address and for what credentials are configured. */
        AUTOMATIC,
        /** Never: whoever reaches the service may do everything. */
        OPEN,
        /** Always. */
        PROTECTED
    }

    /**
     * An API key.
     *
     * @param name by which it is known in the log
     * @param hash what {@code create-key} has printed
     * @param grants what its owner may do
     * @param expires from when on it is worth nothing
     */
    public record Key(
            @NotNull String name,
            @NotNull String hash,
            @DefaultValue List<String> grants,
            @Nullable Instant expires) {

        /**
         * The key that this is.
         *
         * @throws IllegalArgumentException if it is none; the message says why
         */
        public ApiKey toKey() {
            return ApiKey.of(name, hash, grants, Optional.ofNullable(expires));
        }
    }

    /**
     * How many requests each caller may send.
     *
     * @param requests that many in a period; without it there is no limit
     * @param period in which as many may be sent
     */
    public record RateLimit(
            @Nullable @Min(1) @Max(1_000_000_000) Long requests,
            @DefaultValue("1m") @DurationMin(seconds = 1) Duration period) {}

    /**
     * Pages of other origins.
     *
     * @param allowedOrigins such as {@code https://maps.example}; without any, none may call
     * @param maxAge for how long browsers may remember it
     */
    public record Cors(
            @DefaultValue
                    List<
                                    @Pattern(
                                            regexp = "https?://[^/\\s*]+",
                                            message = "is no origin, such as https://maps.example")
                                    String>
                            allowedOrigins,
            @DefaultValue("1h") Duration maxAge) {}

    /** Whether there is a key, or a file where keys can be put. */
    public boolean hasKeys() {
        return keysFile != null || !keys.isEmpty();
    }

    /** Not the hashes: what is set may be logged. */
    @Override
    public String toString() {
        return "AccessProperties[mode=%s, keysFile=%s, keys=%s, rateLimit=%s, cors=%s]"
                .formatted(mode, keysFile, keys.stream().map(Key::name).toList(), rateLimit, cors);
    }
}
