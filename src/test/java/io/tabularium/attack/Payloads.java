package io.tabularium.attack;

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
}
