package io.tabularium.loadtests.ratios;

/**
 * A generated value.
 *
 * @param json the value as JSON text; empty where its key is absent
 * @param csv the value as a cell of CSV; empty where it is null or absent
 */
record Value(String json, String csv) {

    static final Value NULL = new Value("null", "");
    static final Value ABSENT = new Value("", "");

    /** A number or a truth value. */
    static Value literal(String text) {
        return new Value(text, text);
    }

    /** A text without a character that JSON or CSV escapes. */
    static Value plain(String text) {
        return new Value('"' + text + '"', text);
    }

    /** Any text. JSON gets escapes where it needs them. */
    static Value text(String text) {
        return new Value('"' + escaped(text, Character.MAX_VALUE) + '"', quoted(text));
    }

    /** Any text. JSON gets escapes for every character beyond ASCII too. */
    static Value asciiText(String text) {
        return new Value('"' + escaped(text, '~') + '"', quoted(text));
    }

    /** An object or array. */
    static Value nested(String json) {
        return new Value(json, quoted(json));
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
