package io.tabularium.adapter.schemafile;

import java.util.Set;

/**
 * What follows a backslash in ECMA-262's unicode mode, inside a class or outside.
 *
 * @param text in Java's syntax, fit for the inside of a class
 * @param codePoint the character that it stands for, or -1 for a set of them
 */
record EcmaEscape(String text, int codePoint) {

    private static final String IDENTITY = "^$\\.*+?()[]{}|/";
    private static final String SPACES =
            "\\t\\n\\x0B\\f\\r \\xA0\\x{1680}\\x{2000}-\\x{200A}\\x{2028}\\x{2029}\\x{202F}"
                    + "\\x{205F}\\x{3000}\\x{FEFF}";
    private static final String NOT_SPACES =
            "\\x00-\\x08\\x0E-\\x1F\\x21-\\x9F\\xA1-\\x{167F}\\x{1681}-\\x{1FFF}\\x{200B}-\\x{2027}"
                    + "\\x{202A}-\\x{202E}\\x{2030}-\\x{205E}\\x{2060}-\\x{2FFF}\\x{3001}-\\x{FEFE}"
                    + "\\x{FF00}-\\x{10FFFF}";
    private static final Set<String> CATEGORIES =
            Set.of(
                    "L", "LC", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl",
                    "No", "P", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "S", "Sm", "Sc", "Sk",
                    "So", "Z", "Zs", "Zl", "Zp", "C", "Cc", "Cf", "Cs", "Co", "Cn");
    private static final Set<String> PROPERTIES =
            Set.of(
                    "Alphabetic",
                    "Emoji",
                    "Emoji_Component",
                    "Emoji_Modifier",
                    "Emoji_Modifier_Base",
                    "Emoji_Presentation",
                    "Extended_Pictographic",
                    "Hex_Digit",
                    "Ideographic",
                    "Join_Control",
                    "Lowercase",
                    "Noncharacter_Code_Point",
                    "Uppercase",
                    "White_Space");

    boolean isSet() {
        return codePoint < 0;
    }

    /** Reads what follows the backslash. */
    static EcmaEscape read(PatternText source) {
        int c = source.next();
        return switch (c) {
            case 'd', 'D', 'w', 'W' -> set("\\" + (char) c);
            case 's' -> set(SPACES);
            case 'S' -> set(NOT_SPACES);
            case 'p', 'P' -> set(unicodeProperty(source, (char) c));
            case 't' -> character('\t');
            case 'n' -> character('\n');
            case 'v' -> character(0x0B);
            case 'f' -> character('\f');
            case 'r' -> character('\r');
            case '0' -> {
                if (source.looksAtDigit()) {
                    throw source.fault("octal escapes are no part of ECMA-262");
                }
                yield character(0);
            }
            case 'c' -> character(control(source));
            case 'x' -> character(source.nextHex(2));
            case 'u' -> character(unicode(source));
            default -> {
                if (IDENTITY.indexOf(c) < 0) {
                    throw source.fault("no such escape: \\" + Character.toString(c));
                }
                yield character(c);
            }
        };
    }

    static EcmaEscape character(int c) {
        StringBuilder text = new StringBuilder();
        appendLiteral(text, c);
        return new EcmaEscape(text.toString(), c);
    }

    /** Appends a character so that it stands for nothing but itself. */
    static void appendLiteral(StringBuilder text, int c) {
        boolean plain = c < 128 && Character.isLetterOrDigit(c);
        if (plain) {
            text.append((char) c);
        } else {
            text.append("\\x{").append(Integer.toHexString(c)).append('}');
        }
    }

    private static EcmaEscape set(String text) {
        return new EcmaEscape(text, -1);
    }

    private static int control(PatternText source) {
        int letter = source.next();
        if (letter >= 128 || !Character.isLetter(letter)) {
            throw source.fault("\\c goes with a letter");
        }
        return letter % 32;
    }

    private static int unicode(PatternText source) {
        if (source.looksAt("{")) {
            String digits = source.nextInBraces();
            if (!digits.matches("0*[0-9A-Fa-f]{1,6}")) {
                throw source.fault("no such code point: " + digits);
            }
            int c = Integer.parseInt(digits.replaceFirst("^0+(?=.)", ""), 16);
            if (!Character.isValidCodePoint(c)) {
                throw source.fault("no such code point: " + digits);
            }
            return c;
        }
        int c = source.nextHex(4);
        if (c >= 0xD800 && c <= 0xDBFF && source.take("\\u")) {
            int low = source.nextHex(4);
            if (low < 0xDC00 || low > 0xDFFF) {
                throw source.fault("a surrogate stands alone");
            }
            return Character.toCodePoint((char) c, (char) low);
        }
        return c;
    }

    private static String unicodeProperty(PatternText source, char letter) {
        String name = source.nextInBraces();
        String value = name.substring(name.indexOf('=') + 1);
        String key = name.contains("=") ? name.substring(0, name.indexOf('=')) : "";
        String java =
                switch (key) {
                    case "" -> CATEGORIES.contains(value) ? value : binaryProperty(value);
                    case "gc", "General_Category" -> CATEGORIES.contains(value) ? value : "";
                    case "sc", "Script" -> value.matches("[A-Z][A-Za-z_]*") ? "Is" + value : "";
                    default -> "";
                };
        if (java.isEmpty()) {
            throw source.fault("no such property of characters, or not supported: " + name);
        }
        return "\\" + letter + "{" + java + "}";
    }

    private static String binaryProperty(String name) {
        return switch (name) {
            case "ASCII" -> "ASCII";
            case "Letter" -> "L";
            default -> PROPERTIES.contains(name) ? "Is" + name : "";
        };
    }
}
