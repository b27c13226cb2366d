package io.tabularium.domain.schema.format;

import java.util.Optional;
import java.util.UUID;

/** UUIDs in their textual form (RFC 9562, section 4); read in either case, written in lower. */
public final class UuidText {

    private static final int LENGTH = 36;

    private UuidText() {}

    /** The UUID, or empty where the text is not exactly the 36 characters of one. */
    public static Optional<UUID> parse(String text) {
        if (text.length() != LENGTH) {
            return Optional.empty();
        }
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (hyphen ? c != '-' : c > 'f' || Character.digit(c, 16) < 0) {
                return Optional.empty();
            }
        }
        return Optional.of(UUID.fromString(text));
    }
}
