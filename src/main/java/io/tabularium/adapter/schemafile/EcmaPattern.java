package io.tabularium.adapter.schemafile;

import io.tabularium.domain.pattern.BacktrackingPattern;
import io.tabularium.domain.pattern.CharacterSet;
import io.tabularium.domain.pattern.Expression;
import io.tabularium.domain.pattern.Expression.Assertion;
import io.tabularium.domain.pattern.Expression.Characters;
import io.tabularium.domain.pattern.Expression.Choice;
import io.tabularium.domain.pattern.Expression.Repetition;
import io.tabularium.domain.pattern.Expression.Sequence;
import io.tabularium.domain.pattern.TextPattern;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expressions as JSON Schema has them (ECMA-262, unicode mode). One without look-around
 * becomes an automaton, which searches in linear time. Others, and those too large for that, are
 * rewritten for Java's engine, which searches within a budget. What ECMA-262 refuses is refused.
 * Groups capture nothing, for only whether there is a match is asked; hence back references are
 * refused too.
 */
final class EcmaPattern {

    private static final String SYNTAX_CHARACTERS = "^$\\.*+?()[]{}|/";

    /** Java's own {@code \\b} takes a combining mark for part of the word before it. */
    private static final String WORD_BOUNDARY = "(?:(?<=\\w)(?!\\w)|(?<!\\w)(?=\\w))";

    private static final String NO_WORD_BOUNDARY = "(?:(?<=\\w)(?=\\w)|(?<!\\w)(?!\\w))";
    private static final int MAX_REPETITIONS = 10_000;
    private static final int MAX_DEPTH = 100;

    private final PatternText source;
    private final StringBuilder java = new StringBuilder();
    private final Set<String> groupNames = new HashSet<>();

    private boolean looksAround;
    private int depth;

    private EcmaPattern(String source) {
        this.source = new PatternText(source);
    }

    /**
     * @throws IllegalArgumentException if it is no such expression, or one that is not supported;
     *     the message says what and where
     */
    static TextPattern compile(String source) {
        EcmaPattern translation = new EcmaPattern(source);
        Expression expression = translation.disjunction();
        if (!translation.source.atEnd()) {
            throw translation.source.fault("a parenthesis is closed that was not opened");
        }
        BacktrackingPattern backtracking = translation.backtracking();
        Optional<TextPattern> linear =
                translation.looksAround ? Optional.empty() : TextPattern.linear(expression);
        return linear.orElse(backtracking);
    }

    /** The expression for Java's engine, which is also asked whether it supports all of it. */
    private BacktrackingPattern backtracking() {
        try {
            return new BacktrackingPattern(Pattern.compile(java.toString()));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("it is not supported: " + e.getDescription(), e);
        }
    }

    private Expression disjunction() {
        List<Expression> alternatives = new ArrayList<>();
        List<Expression> parts = new ArrayList<>();
        while (!source.atEnd() && !source.looksAt(")")) {
            if (source.take("|")) {
                java.append('|');
                alternatives.add(new Sequence(parts));
                parts.clear();
            } else {
                parts.add(term());
            }
        }
        alternatives.add(new Sequence(parts));
        return new Choice(alternatives);
    }

    private Expression term() {
        if (source.take("^")) {
            return assertion("^", Assertion.START);
        } else if (source.take("$")) {
            return assertion("\\z", Assertion.END);
        } else if (source.take("\\b")) {
            return assertion(WORD_BOUNDARY, Assertion.WORD_BOUNDARY);
        } else if (source.take("\\B")) {
            return assertion(NO_WORD_BOUNDARY, Assertion.NO_WORD_BOUNDARY);
        } else if (source.take("(?=")) {
            return lookAround("(?=");
        } else if (source.take("(?!")) {
            return lookAround("(?!");
        } else if (source.take("(?<=")) {
            return lookAround("(?<=");
        } else if (source.take("(?<!")) {
            return lookAround("(?<!");
        } else {
            return quantified(atom());
        }
    }

    private Expression assertion(String text, Assertion assertion) {
        java.append(text);
        return assertion;
    }

    private Expression lookAround(String opening) {
        looksAround = true;
        return group(opening);
    }

    private Expression atom() {
        if (source.take("(?:")) {
            return group("(?:");
        } else if (source.take("(?<")) {
            groupName();
            return group("(?:");
        } else if (source.take("(?")) {
            throw source.fault("this kind of group is not supported");
        } else if (source.take("(")) {
            return group("(?:");
        }
        int start = java.length();
        if (source.take("[")) {
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
        return new Characters(characterSet(java.substring(start)));
    }

    private static CharacterSet characterSet(String text) {
        try {
            return new CharacterSet(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("it is not supported: " + e.getDescription(), e);
        }
    }

    private Expression group(String opening) {
        if (++depth > MAX_DEPTH) {
            throw source.fault("groups are nested too deeply");
        }
        java.append(opening);
        Expression body = disjunction();
        if (!source.take(")")) {
            throw source.fault("a group is not closed");
        }
        java.append(')');
        depth--;
        return body;
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

    private Expression quantified(Expression atom) {
        int start = java.length();
        Expression expression = atom;
        if (source.take("*")) {
            java.append('*');
            expression = new Repetition(atom, 0, Repetition.UNBOUNDED);
        } else if (source.take("+")) {
            java.append('+');
            expression = new Repetition(atom, 1, Repetition.UNBOUNDED);
        } else if (source.take("?")) {
            java.append('?');
            expression = new Repetition(atom, 0, 1);
        } else if (source.take("{")) {
            expression = counted(atom);
        }
        if (java.length() > start && source.take("?")) {
            java.append('?');
        }
        return expression;
    }

    private Expression counted(Expression atom) {
        int least = repetitionCount();
        int most = least;
        java.append('{').append(least);
        if (source.take(",")) {
            java.append(',');
            most = source.looksAt("}") ? Repetition.UNBOUNDED : repetitionCount();
            if (most != Repetition.UNBOUNDED) {
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
        return new Repetition(atom, least, most);
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
