package io.tabularium.adapter.web.query;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.adapter.json.JsonWriter;
import io.tabularium.adapter.representation.ScalarText;
import io.tabularium.domain.Pointer;
import io.tabularium.domain.TabulariumException.MalformedRequest;
import io.tabularium.domain.TabulariumException.TooLarge;
import io.tabularium.domain.Violations;
import io.tabularium.domain.query.Cursor;
import io.tabularium.domain.query.QueryFingerprint;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.query.SortOrder;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Cursors as clients see them: opaque, URL-safe text. It is base64url of a version byte, a seal,
 * and a JSON array of the page's number, the sequence and the sort keys as text. The seal is a
 * digest of that array and of the query's fingerprint, so that a cursor of another query, and one
 * that was cut short or altered, is known from it. It keeps nobody from making cursors of their
 * own, which would show them nothing that they cannot query.
 */
public final class CursorText {

    private static final byte VERSION = 1;
    private static final int SEAL_BYTES = 12;
    private static final int HEADER_BYTES = 1 + SEAL_BYTES;
    private static final JsonReader JSON = new JsonReader(Integer.MAX_VALUE);

    private CursorText() {}

    /**
     * A position in the pages of a query.
     *
     * @param page the number of the page that begins there, from 1
     */
    public record Position(Cursor cursor, long page) {}

    /** The text of a position in the query's order. */
    public static String encode(RecordQuery query, Position position) {
        List<@Nullable Object> content = new ArrayList<>();
        content.add(position.page());
        content.add(position.cursor().sequence());
        for (Object key : position.cursor().keys()) {
            content.add(key == null ? null : ScalarText.of(key));
        }
        byte[] json = JsonWriter.toText(content).getBytes(StandardCharsets.UTF_8);
        byte[] bytes =
                ByteBuffer.allocate(HEADER_BYTES + json.length)
                        .put(VERSION)
                        .put(seal(query, json))
                        .put(json)
                        .array();
        return base64(bytes);
    }

    /** The position that the text means; empty where the text is no cursor of this query. */
    public static Optional<Position> decode(RecordQuery query, String text) {
        byte[] decoded;
        try {
            decoded = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        // The decoder is lenient about padding and the last bits; one cursor has one text.
        return text.equals(base64(decoded)) ? decode(query, decoded) : Optional.empty();
    }

    private static Optional<Position> decode(RecordQuery query, byte[] bytes) {
        if (bytes.length <= HEADER_BYTES || bytes[0] != VERSION) {
            return Optional.empty();
        }
        byte[] seal = Arrays.copyOfRange(bytes, 1, HEADER_BYTES);
        byte[] json = Arrays.copyOfRange(bytes, HEADER_BYTES, bytes.length);
        if (!Arrays.equals(seal, seal(query, json))) {
            return Optional.empty();
        }
        try {
            return position(query.order(), JSON.read(json));
        } catch (MalformedRequest | TooLarge e) {
            return Optional.empty();
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Optional<Position> position(List<SortOrder> order, @Nullable Object json) {
        if (!(json instanceof List<?> content)
                || content.size() != 2 + order.size()
                || !(content.get(0) instanceof Long page)
                || !(content.get(1) instanceof Long sequence)
                || page < 1) {
            return Optional.empty();
        }
        Violations violations = new Violations();
        List<@Nullable Object> keys = new ArrayList<>();
        for (SortOrder criterion : order) {
            keys.add(key(criterion, content.get(2 + keys.size()), violations));
        }
        return violations.isEmpty()
                ? Optional.of(new Position(new Cursor(keys, sequence), page))
                : Optional.empty();
    }

    private static @Nullable Object key(
            SortOrder criterion, @Nullable Object json, Violations violations) {
        if (json == null) {
            return null;
        }
        Object value = json instanceof String text ? criterion.field().type().fromText(text) : json;
        return criterion.field().type().read(value, Pointer.ROOT, violations);
    }

    private static byte[] seal(RecordQuery query, byte[] json) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(QueryFingerprint.of(query).getBytes(StandardCharsets.US_ASCII));
            return Arrays.copyOf(digest.digest(json), SEAL_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
