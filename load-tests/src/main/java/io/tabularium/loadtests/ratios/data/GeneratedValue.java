package io.tabularium.loadtests.ratios.data;

/**
 * A generated value in both formats.
 *
 * @param json JSON text; empty if the key is absent
 * @param csv CSV cell; empty if the value is null or absent
 */
record GeneratedValue(String json, String csv) {

    static final GeneratedValue NULL = new GeneratedValue("null", "");
    static final GeneratedValue ABSENT = new GeneratedValue("", "");

    /** A number or a boolean. */
    static GeneratedValue literal(String text) {
        return new GeneratedValue(text, text);
    }

    /** A text without a character that JSON or CSV escapes. */
    static GeneratedValue plain(String text) {
        return new GeneratedValue('"' + text + '"', text);
    }

    /** Any text. Escapes in JSON only what JSON requires. */
    static GeneratedValue text(String text) {
        return new GeneratedValue('"' + escaped(text, Character.MAX_VALUE) + '"', quoted(text));
    }

    /** Any text. Escapes in JSON each character beyond ASCII too. */
    static GeneratedValue asciiText(String text) {
        return new GeneratedValue('"' + escaped(text, '~') + '"', quoted(text));
    }

    /** An object or array. */
    static GeneratedValue nested(String json) {
        return new GeneratedValue(json, quoted(json));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    private static String escaped(String text, char highestPlain) {
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"', '\\' -> escaped.append('\\').append(c);
                case '\n' -> escaped.append("\\n");
                case '\t' -> escaped.append("\\t");
                default -> {
                    if (c > highestPlain) {
                        escaped.append("\\u%04x".formatted((int) c));
                    } else {
                        escaped.append(c);
                    }
                }
            }
        }
        return escaped.toString();
    }
}
