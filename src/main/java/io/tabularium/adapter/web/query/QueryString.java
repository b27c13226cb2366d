package io.tabularium.adapter.web.query;

import io.tabularium.domain.Pointer;
import io.tabularium.domain.TabulariumException.InvalidQuery;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The parameters of a query string, in their order, decoded strictly: percent-encoded UTF-8, and a
 * plus sign for a space.
 */
public final class QueryString {

    private final List<Parameter> parameters;

    private QueryString(List<Parameter> parameters) {
        this.parameters = List.copyOf(parameters);
    }

    /**
     * One parameter.
     *
     * @param value decoded; empty where there is no equals sign
     * @param raw both as they were sent
     */
    public record Parameter(String name, String value, String raw) {

        InvalidQuery refused(String detail) {
            return new InvalidQuery(Pointer.ROOT.child(name).toString(), detail);
        }
    }

    /**
     * Reads a query string.
     *
     * @param raw as it was sent; null where there is none
     * @throws InvalidQuery if an escape is broken, the bytes are not UTF-8, or a character beyond
     *     ASCII is not escaped
     */
    public static QueryString parse(@Nullable String raw) {
        if (raw == null || raw.isEmpty()) {
            return new QueryString(List.of());
        }
        List<Parameter> parameters = new ArrayList<>();
        for (String part : raw.split("&", -1)) {
            if (!part.isEmpty()) {
                parameters.add(parameter(part));
            }
        }
        return new QueryString(parameters);
    }

    /** In the order of the query string. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /**
     * Insists that there is no parameter.
     *
     * @throws InvalidQuery naming the first one
     */
    public void requireNone() {
        if (!parameters.isEmpty()) {
            throw parameters.getFirst().refused("No parameters are taken here.");
        }
    }

    private static Parameter parameter(String raw) {
        int equals = raw.indexOf('=');
        String name = decode(equals < 0 ? raw : raw.substring(0, equals), "");
        String pointer = Pointer.ROOT.child(name).toString();
        return new Parameter(
                name, equals < 0 ? "" : decode(raw.substring(equals + 1), pointer), raw);
    }

    private static String decode(String raw, String pointer) {
        ByteBuffer bytes = ByteBuffer.allocate(raw.length());
        int i = 0;
        while (i < raw.length()) {
            char c = raw.charAt(i);
            if (c == '%') {
                bytes.put(escapedByte(raw, i, pointer));
                i += 3;
            } else if (c > 0x7F) {
                throw new InvalidQuery(
                        pointer, "Characters beyond ASCII are percent-encoded in a query string.");
            } else {
                bytes.put(c == '+' ? (byte) ' ' : (byte) c);
                i++;
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new InvalidQuery(pointer, "The query string is not encoded in UTF-8.");
        }
    }

    private static byte escapedByte(String raw, int at, String pointer) {
        int high = at + 2 < raw.length() ? hexDigit(raw.charAt(at + 1)) : -1;
        int low = high >= 0 ? hexDigit(raw.charAt(at + 2)) : -1;
        if (low < 0) {
            throw new InvalidQuery(
                    pointer, "A percent sign in a query string is followed by two hex digits.");
        }
        return (byte) (high << 4 | low);
    }

    private static int hexDigit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
