package io.tabularium.adapter.key;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The API keys as operators handle them: in a file that a server heeds within a second. Every
 * method returns lines for people, and throws {@link IllegalArgumentException} with the reason for
 * which it did nothing.
 */
public final class OperatorKeys {

    private final @Nullable ApiKeyFile file;
    private final List<ApiKey> settings;
    private final InstantSource clock;

    /**
     * @param path of the file of keys; null where none is set
     * @param settings the keys that are set otherwise
     */
    public OperatorKeys(@Nullable Path path, List<ApiKey> settings, InstantSource clock) {
        this.file = path == null ? null : new ApiKeyFile(path);
        this.settings = List.copyOf(settings);
        this.clock = clock;
    }

    /**
     * Makes a key. Its text is returned, this once; then, where there is no file to put it into,
     * what is to be put there.
     *
     * @throws IOException if the file cannot be read or written
     */
    public List<String> create(String name, List<String> grants, Optional<Instant> expires)
            throws IOException {
        if (expires.isPresent() && !expires.get().isAfter(clock.instant())) {
            throw new IllegalArgumentException("The key would be worth nothing: it has expired.");
        }
        NewApiKey made = made(name, grants, expires);
        if (file == null) {
            return List.of(made.text(), ApiKeyFile.line(made.key()));
        }
        try {
            file.update(keys -> with(made.key(), keys));
        } catch (IllegalArgumentException e) {
            throw unchanged(e);
        }
        return List.of(made.text());
    }

    /**
     * A line for each key in the file, in its order.
     *
     * @throws IOException if the file cannot be read
     */
    public List<String> list() throws IOException {
        ApiKeyFile present = required();
        return present.exists()
                ? present.read().stream().map(OperatorKeys::line).toList()
                : List.of();
    }

    /**
     * Takes a key out of the file.
     *
     * @throws IOException if the file cannot be read or written
     */
    public List<String> revoke(String name) throws IOException {
        try {
            required().update(keys -> without(name, keys));
        } catch (IllegalArgumentException e) {
            throw unchanged(e);
        }
        return List.of("Revoked '%s'.".formatted(name));
    }

    private static NewApiKey made(String name, List<String> grants, Optional<Instant> expires) {
        try {
            return NewApiKey.make(name, grants, expires, new SecureRandom());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Nothing was made: %s.".formatted(e.getMessage()), e);
        }
    }

    private ApiKeyFile required() {
        if (file == null) {
            throw new IllegalArgumentException(
                    "The setting tabularium.security.keys-file is missing.");
        }
        return file;
    }

    private List<ApiKey> with(ApiKey made, List<ApiKey> keys) {
        List<ApiKey> all = new ArrayList<>(keys);
        all.add(made);
        List<ApiKey> inForce = new ArrayList<>(settings);
        inForce.addAll(all);
        ApiKeys.requireDistinct(inForce);
        return all;
    }

    private static List<ApiKey> without(String name, List<ApiKey> keys) {
        List<ApiKey> left = keys.stream().filter(key -> !key.name().equals(name)).toList();
        if (left.size() == keys.size()) {
            throw new IllegalArgumentException("There is no key '%s' in the file.".formatted(name));
        }
        return left;
    }

    private static String line(ApiKey key) {
        return "%s: %s, %s"
                .formatted(
                        key.name(),
                        String.join(",", key.grantTexts()),
                        key.expires()
                                .map(instant -> "expires " + instant)
                                .orElse("does not expire"));
    }

    private static IllegalArgumentException unchanged(IllegalArgumentException reason) {
        return new IllegalArgumentException(
                "Nothing was changed: %s".formatted(reason.getMessage()), reason);
    }
}
