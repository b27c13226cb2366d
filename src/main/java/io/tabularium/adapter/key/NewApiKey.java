package io.tabularium.adapter.key;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;

/**
 * A key that was just made, the only place where its text is.
 *
 * @param text what its owner sends: {@code tabularium_} and 256 random bits in base64url (RFC 4648,
 *     section 5)
 */
public record NewApiKey(String text, ApiKey key) {

    private static final String PREFIX = "tabularium_";
    private static final int RANDOM_BYTES = 32;

    /**
     * Makes one.
     *
     * @throws IllegalArgumentException if name or grants are none; the message says why
     */
    public static NewApiKey make(
            String name,
            Collection<String> grants,
            Optional<Instant> expires,
            SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String text = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return new NewApiKey(text, ApiKey.of(name, KeyHash.of(text).toString(), grants, expires));
    }

    /** Whether a credential is meant to be an API key, and nothing else. */
    public static boolean isForm(String credential) {
        return credential.startsWith(PREFIX);
    }

    /** Not the key itself. */
    @Override
    public String toString() {
        return "NewApiKey[name=%s]".formatted(key.name());
    }
}
