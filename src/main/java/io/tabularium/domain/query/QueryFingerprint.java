package io.tabularium.domain.query;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A digest of a query's schema, filter and order, by which a cursor knows the query it is of. */
public final class QueryFingerprint {

    private static final int BYTES = 12;

    private QueryFingerprint() {}

    /** Hexadecimal digits; equal for equal queries, projection aside. */
    public static String of(RecordQuery query) {
        byte[] text = CanonicalText.ofMatches(query).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(sha256().digest(text), 0, BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
