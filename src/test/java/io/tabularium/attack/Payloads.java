package io.tabularium.attack;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Bodies that cost a server more than they cost their sender. */
final class Payloads {

    private Payloads() {}

    /**
     * A document whose violations have long pointers: an object of 97 levels, each under a key of
     * 200 characters, around texts that are no Unicode.
     */
    static String deepViolations() {
        String key = "k".repeat(200);
        String invalid = "\"\\ud800\"" + ",\"\\ud800\"".repeat(999);
        return "{\"content\": "
                + ("{\"" + key + "\":").repeat(96)
                + "{\""
                + key
                + "\":["
                + invalid
                + "]}"
                + "}".repeat(96)
                + "}";
    }

    /** A record of about this size. */
    static String large(int bytes) {
        return "{\"text\": \"" + "x".repeat(bytes) + "\"}";
    }

    /** Lines of notes, of which each takes about 100 bytes. */
    static String notes(int number) {
        String line = "{\"text\": \"" + "n".repeat(85) + "\"}\n";
        return line.repeat(number);
    }

    /** A document whose content has this many members, named from a first number on. */
    static String members(int first, int number) {
        return IntStream.range(first, first + number)
                .mapToObj(i -> "\"m" + i + "\":0")
                .collect(Collectors.joining(",", "{\"content\": {", "}}"));
    }

    /** 65,536 different items of one hash code. */
    static String itemsOfEqualHashes() {
        return IntStream.range(0, 1 << 16)
                .mapToObj(i -> "[\"" + EqualHashes.text(i) + "\"]")
                .collect(Collectors.joining(",", "{\"items\": [", "]}"));
    }

    /** Texts of one property. */
    static String texts(String property, String text, int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> "\"" + text + "\"")
                .collect(Collectors.joining(",", "{\"" + property + "\": [", "]}"));
    }

    /** Trees that are 95 levels deep, each around a leaf. */
    static String trees(String property, String leaf, int number) {
        String tree = "{\"a\":".repeat(95) + "{\"x\":" + leaf + "}" + "}".repeat(95);
        return "{\"" + property + "\": [" + tree + ("," + tree).repeat(number - 1) + "]}";
    }

    /** A query for this many texts. */
    static String query(int texts) {
        return IntStream.range(0, texts)
                .mapToObj(i -> "\"text " + i + "\"")
                .collect(
                        Collectors.joining(
                                ",",
                                "{\"filters\": [{\"field\": \"text\", \"operator\": \"in\","
                                        + " \"value\": [",
                                "]}]}"));
    }
}
