package io.tabularium.configuration;

import io.tabularium.adapter.web.access.ApiKey;
import io.tabularium.adapter.web.access.ApiKeyFile;
import io.tabularium.adapter.web.access.ApiKeys;
import io.tabularium.adapter.web.access.NewApiKey;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What operators do with API keys; a server that runs heeds it within a second. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccessProperties.class)
class KeyCommands {

    private static final String NAME = "name";
    private static final String GRANTS = "grants";
    private static final String EXPIRES = "expires";

    /**
     * Makes a key and prints it, this once; then, where there is no file to put it into, what is to
     * be put there.
     */
    @Bean("create-key")
    Command createKey(AccessProperties properties, Clock clock) {
        return new Command(
                Set.of(NAME, GRANTS, EXPIRES), options -> create(made(options, clock), properties));
    }

    /** Takes a key out of the file. */
    @Bean("revoke-key")
    Command revokeKey(AccessProperties properties) {
        return new Command(Set.of(NAME), options -> revoke(options.required(NAME), properties));
    }

    private static List<String> create(NewApiKey made, AccessProperties properties)
            throws IOException {
        @Nullable ApiKeyFile file = file(properties);
        if (file == null) {
            return List.of(made.text(), ApiKeyFile.line(made.key()));
        }
        List<ApiKey> settings =
                properties.keys().stream().map(AccessProperties.Key::toKey).toList();
        update(file, keys -> with(made.key(), keys, settings));
        return List.of(made.text());
    }

    private static List<String> revoke(String name, AccessProperties properties)
            throws IOException {
        @Nullable ApiKeyFile file = file(properties);
        if (file == null) {
            throw new CommandRefused("The setting tabularium.security.keys-file is missing.");
        }
        update(file, keys -> without(name, keys));
        return List.of("Revoked '%s'.".formatted(name));
    }

    private static NewApiKey made(CommandOptions options, Clock clock) {
        Optional<Instant> expires = options.value(EXPIRES).map(KeyCommands::instant);
        if (expires.isPresent() && !expires.get().isAfter(clock.instant())) {
            throw new CommandRefused("The key would be worth nothing: it has expired.");
        }
        return make(options.required(NAME), options.required(GRANTS), expires);
    }

    private static NewApiKey make(String name, String grants, Optional<Instant> expires) {
        try {
            return NewApiKey.make(
                    name, List.of(grants.split(",", -1)), expires, new SecureRandom());
        } catch (IllegalArgumentException e) {
            throw new CommandRefused("Nothing was made: %s.".formatted(e.getMessage()));
        }
    }

    private static void update(ApiKeyFile file, UnaryOperator<List<ApiKey>> change)
            throws IOException {
        try {
            file.update(change);
        } catch (IllegalArgumentException e) {
            throw new CommandRefused("Nothing was changed: %s".formatted(e.getMessage()));
        }
    }

    private static List<ApiKey> with(ApiKey made, List<ApiKey> keys, List<ApiKey> settings) {
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
            throw new CommandRefused("There is no key '%s' in the file.".formatted(name));
        }
        return left;
    }

    private static @Nullable ApiKeyFile file(AccessProperties properties) {
        return properties.keysFile() == null ? null : new ApiKeyFile(properties.keysFile());
    }

    /** A date stands for its beginning in UTC. */
    private static Instant instant(String text) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw new CommandRefused(
                    "--expires takes a date (2027-01-31) or an instant (2027-01-31T12:00:00Z).");
        }
    }
}
