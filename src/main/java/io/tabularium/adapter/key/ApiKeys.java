package io.tabularium.adapter.key;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The API keys that are worth something: those in settings, for as long as the process runs, and
 * those in a file, which is read again when a key is asked for and a second has gone by. A file
 * that cannot be used changes nothing, and is complained of in the log. Thread-safe.
 */
public final class ApiKeys {

    private static final Logger LOG = LoggerFactory.getLogger(ApiKeys.class);
    private static final Duration READ_EVERY = Duration.ofSeconds(1);

    private static final Duration COMPLAIN_EVERY = Duration.ofMinutes(1);

    /** All are compared with each that is sent. */
    private static final int MAX_KEYS = 1_000;

    private final List<ApiKey> fixed;
    private final @Nullable ApiKeyFile file;
    private final Clock clock;
    private final AtomicReference<Reading> reading;

    /**
     * What the file last gave.
     *
     * @param text from which the keys were read
     * @param at when the file was last looked at
     * @param fault why it could not be used then, empty where it could
     * @param complainAt when the same fault is to be told again
     */
    private record Reading(
            List<ApiKey> keys, String text, Instant at, String fault, Instant complainAt) {

        Reading(List<ApiKey> keys, String text, Instant at) {
            this(keys, text, at, "", at);
        }

        Reading at(Instant time) {
            return new Reading(keys, text, time, fault, complainAt);
        }

        Reading with(String reason) {
            return new Reading(keys, text, at, reason, at.plus(COMPLAIN_EVERY));
        }
    }

    /**
     * @param fixed those in settings
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if it is no file of keys, or two keys have one name
     */
    public ApiKeys(List<ApiKey> fixed, Optional<ApiKeyFile> file, Clock clock) throws IOException {
        this.fixed = requireDistinct(fixed);
        this.file = file.orElse(null);
        this.clock = clock;
        String text = this.file == null ? "" : this.file.text();
        List<ApiKey> keys = this.file == null ? this.fixed : all(this.file.parse(text));
        this.reading = new AtomicReference<>(new Reading(keys, text, clock.instant()));
    }

    /**
     * The keys, as they can be used together.
     *
     * @throws IllegalArgumentException if two have one name, or there are too many
     */
    public static List<ApiKey> requireDistinct(List<ApiKey> keys) {
        Set<String> names = new HashSet<>();
        for (ApiKey key : keys) {
            if (!names.add(key.name())) {
                throw new IllegalArgumentException(
                        "two keys have the name '%s'".formatted(key.name()));
            }
        }
        if (keys.size() > MAX_KEYS) {
            throw new IllegalArgumentException("there are more than %d keys".formatted(MAX_KEYS));
        }
        return List.copyOf(keys);
    }

    /** How many keys there are, those that have expired included. */
    public int count() {
        return reading.get().keys().size();
    }

    /**
     * The key of this text; empty if there is none, or if it has expired.
     *
     * @param text what a client sent
     */
    public Optional<ApiKey> find(String text) {
        KeyHash hash = KeyHash.of(text);
        Instant now = clock.instant();
        @Nullable ApiKey found = null;
        for (ApiKey key : inForce(now)) {
            // To the end, so that the time does not tell which it was.
            found = key.hash().matches(hash) ? key : found;
        }
        return Optional.ofNullable(found).filter(key -> key.isValidAt(now));
    }

    private List<ApiKey> inForce(Instant now) {
        Reading last = reading.get();
        if (file == null || Duration.between(last.at(), now).abs().compareTo(READ_EVERY) < 0) {
            return last.keys();
        }
        // One of those who come at the same time reads; the others go on with what there is.
        Reading begun = last.at(now);
        if (reading.compareAndSet(last, begun)) {
            reading.compareAndSet(begun, readAgain(begun, file));
        }
        return reading.get().keys();
    }

    private Reading readAgain(Reading last, ApiKeyFile from) {
        try {
            String text = from.text();
            if (text.equals(last.text())) {
                return new Reading(last.keys(), text, last.at());
            }
            List<ApiKey> keys = all(from.parse(text));
            LOG.atInfo().addKeyValue("keys", keys.size()).log("keys_read");
            return new Reading(keys, text, last.at());
        } catch (IOException | IllegalArgumentException e) {
            String reason = e.toString();
            if (reason.equals(last.fault()) && last.at().isBefore(last.complainAt())) {
                return last;
            }
            LOG.atError().addKeyValue("reason", reason).log("keys_not_read");
            return last.with(reason);
        }
    }

    private List<ApiKey> all(List<ApiKey> read) {
        List<ApiKey> all = new ArrayList<>(fixed);
        all.addAll(read);
        return requireDistinct(all);
    }
}
