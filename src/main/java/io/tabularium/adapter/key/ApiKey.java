package io.tabularium.adapter.key;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What is known of an API key: all but the key itself. Immutable.
 *
 * @param name 1 to 64 of {@code a-z 0-9 . _ -}, beginning with a letter or digit
 * @param expires from when on it is worth nothing, empty where it is for ever
 */
public record ApiKey(String name, KeyHash hash, Grants grants, Optional<Instant> expires) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    /**
     * The key of which that is written.
     *
     * @throws IllegalArgumentException if it cannot be; the message says why, in the words of the
     *     settings
     */
    public static ApiKey of(
            String name, String hash, Collection<String> grants, Optional<Instant> expires) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("the name of a key is " + NAME.pattern());
        }
        KeyHash parsed =
                KeyHash.parse(hash)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "the hash of the key '%s' is not 'sha256:' and 64"
                                                                .formatted(name)
                                                        + " hexadecimal digits"));
        return new ApiKey(name, parsed, grants(name, grants), expires);
    }

    boolean isValidAt(Instant time) {
        return expires.isEmpty() || time.isBefore(expires.get());
    }

    /** The grants as texts, in order. */
    List<String> grantTexts() {
        List<String> texts = new ArrayList<>();
        grants.granted().forEach(grant -> texts.add(grant.toString()));
        Collections.sort(texts);
        return texts;
    }

    private static Grants grants(String name, Collection<String> texts) {
        for (String text : new TreeSet<>(texts)) {
            if (Grant.parse(text).isEmpty()) {
                throw new IllegalArgumentException(
                        "the key '%s' has '%s', which is no grant; there are records:<schema>:read,"
                                        .formatted(name, text)
                                + " records:<schema>:write, with * for every schema,"
                                + " schemas:read and operations");
            }
        }
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("the key '%s' has no grants".formatted(name));
        }
        return Grants.among(texts);
    }
}
