package io.tabularium.adapter.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is kept of an API key, written {@code sha256:} and 64 hexadecimal digits. A key has 256
 * random bits, so that it need not be hashed slowly: nobody can try them all. Immutable.
 */
final class KeyHash {

    private static final String PREFIX = "sha256:";
    private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-f]{64}");

    private final byte[] digest;

    private KeyHash(byte[] digest) {
        this.digest = digest;
    }

    static KeyHash of(String key) {
        try {
            return new KeyHash(
                    MessageDigest.getInstance("SHA-256")
                            .digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The hash that the text is, empty where it is none. */
    static Optional<KeyHash> parse(String text) {
        return FORM.matcher(text).matches()
                ? Optional.of(new KeyHash(HexFormat.of().parseHex(text.substring(PREFIX.length()))))
                : Optional.empty();
    }

    /** Takes as long whether they are the same or not. */
    boolean matches(KeyHash other) {
        return MessageDigest.isEqual(digest, other.digest);
    }

    @Override
    public String toString() {
        return PREFIX + HexFormat.of().formatHex(digest);
    }
}
