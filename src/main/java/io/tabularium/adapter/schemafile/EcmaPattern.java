package io.tabularium.adapter.schemafile;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expressions as JSON Schema has them (ECMA-262, unicode mode), rewritten for Java's engine
 * where that reads them otherwise, and refused where ECMA-262 refuses them. Groups capture nothing,
 * for only whether there is a match is asked; hence back references are refused too.
 */
final class EcmaPattern {

    private static final String SYNTAX_CHARACTERS = "^$\\.*+?()[]{}|/";
    private static final int MAX_REPETITIONS = 10_000;
    private static final int MAX_DEPTH = 100;

    private final PatternText source;
    private final StringBuilder java = new StringBuilder();
    private final Set<String> groupNames = new HashSet<>();

    private int depth;

    private EcmaPattern(String source) {
        this.source = new PatternText(source);
    }

    /**
     * @throws IllegalArgumentException if it is no such expression, or one that is not supported;
     *     the message says what and where
     */
    static Pattern compile(String source) {
        EcmaPattern translation = new EcmaPattern(source);
        translation.disjunction();
        if (!translation.source.atEnd()) {
            throw translation.source.fault("a parenthesis is closed that was not opened");
        }
        try {
            return Pattern.compile(translation.java.toString());
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("it is not supported: " + e.getDescription(), e);
        }
    }

    private void disjunction() {
        while (!source.atEnd() && !source.looksAt(")")) {
            if (source.take("|")) {
                java.append('|');
            } else {
                term();
            }
        }
    }

    private void term() {
        if (source.take("^")) {
            java.append('^');
        } else if (source.take("$")) {
            java.append("\\z");
        } else if (source.take("\\b")) {
            java.append("\\b");
        } else if (source.take("\\B")) {
            java.append("\\B");
        } else if (source.take("(?=")) {
            group("(?=");
        } else if (source.take("(?!")) {
            group("(?!");
        } else if (source.take("(?<=")) {
            group("(?<=");
        } else if (source.take("(?<!")) {
            group("(?<!");
        } else {
            atom();
            quantifier();
        }
    }

    private void atom() {
        if (source.take("(?:")) {
            group("(?:");
        } else if (source.take("(?<")) {
            groupName();
            group("(?:");
        } else if (source.take("(?")) {
            throw source.fault("this kind of group is not supported");
        } else if (source.take("(")) {
            group("(?:");
        } else if (source.take("[")) {
            EcmaClass.translate(source, java);
        } else if (source.take(".")) {
            java.append("[^\\n\\r\\x{2028}\\x{2029}]");
        } else if (source.take("\\")) {
            escape();
        } else {
            int c = source.next();
            if (SYNTAX_CHARACTERS.indexOf(c) >= 0 && c != '/') {
                throw source.fault("'" + Character.toString(c) + "' has nothing to act on");
            }
            EcmaEscape.appendLiteral(java, c);
        }
    }

    private void group(String opening) {
        if (++depth > MAX_DEPTH) {
            throw source.fault("groups are nested too deeply");
        }
        java.append(opening);
        disjunction();
        if (!source.take(")")) {
            throw source.fault("a group is not closed");
        }
        java.append(')');
        depth--;
    }

    private void groupName() {
        StringBuilder name = new StringBuilder();
        while (!source.take(">")) {
            int c = source.next();
            boolean fits =
                    name.isEmpty()
                            ? Character.isUnicodeIdentifierStart(c) || c == '$' || c == '_'
                            : Character.isUnicodeIdentifierPart(c) || c == '$';
            if (!fits) {
                throw source.fault("the name of a group is no identifier");
            }
            name.appendCodePoint(c);
        }
        if (name.isEmpty() || !groupNames.add(name.toString())) {
            throw source.fault("the name of a group is empty or there twice");
        }
    }

    private void escape() {
        if ((source.looksAtDigit() && !source.looksAt("0")) || source.looksAt("k")) {
            throw source.fault("back references are not supported");
        }
        EcmaEscape escape = EcmaEscape.read(source);
        java.append(escape.isSet() ? "[" + escape.text() + "]" : escape.text());
    }

    private void quantifier() {
        if (source.take("*")) {
            java.append('*');
        } else if (source.take("+")) {
            java.append('+');
        } else if (source.take("?")) {
            java.append('?');
        } else if (source.take("{")) {
            repetitions();
        } else {
            return;
        }
        if (source.take("?")) {
            java.append('?');
        }
    }

    private void repetitions() {
        int least = repetitionCount();
        java.append('{').append(least);
        if (source.take(",")) {
            java.append(',');
            if (!source.looksAt("}")) {
                int most = repetitionCount();
                if (most < least) {
                    throw source.fault("a quantifier's numbers are out of order");
                }
                java.append(most);
            }
        }
        if (!source.take("}")) {
            throw source.fault("a quantifier is not closed");
        }
        java.append('}');
    }

    private int repetitionCount() {
        int count = 0;
        if (!source.looksAtDigit()) {
            throw source.fault("a quantifier has no number");
        }
        while (source.looksAtDigit()) {
            count = count * 10 + (source.next() - '0');
            if (count > MAX_REPETITIONS) {
                throw source.fault("a quantifier is more than " + MAX_REPETITIONS);
            }
        }
        return count;
    }
}
