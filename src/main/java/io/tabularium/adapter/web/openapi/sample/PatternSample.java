package io.tabularium.adapter.web.openapi.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Makes a text of a regular expression (ECMA-262), as long as the expression is a plain one:
 * literals, classes, groups, alternatives and quantifiers. What it makes is a guess, to be checked.
 */
final class PatternSample {

    private static final int MAX_REPEATS = 64;
    private static final int MAX_LENGTH = 1_000;
    private static final String USUAL = "aA0-_ .b1";

    private final String pattern;
    private final int variant;
    private int next;

    private PatternSample(String pattern, int variant) {
        this.pattern = pattern;
        this.variant = variant;
    }

    /**
     * A text that should match; empty where the expression is not a plain one.
     *
     * @param variant which of several: 0 is the shortest, others repeat more and take other
     *     alternatives
     */
    static Optional<String> of(String pattern, int variant) {
        try {
            PatternSample sample = new PatternSample(pattern, variant);
            String text = sample.alternatives();
            return sample.next == pattern.length() ? Optional.of(text) : Optional.empty();
        } catch (NoSuchElementException | StringIndexOutOfBoundsException notPlain) {
            return Optional.empty();
        }
    }

    private String alternatives() {
        List<String> texts = new ArrayList<>(List.of(sequence()));
        while (isAt('|')) {
            next++;
            texts.add(sequence());
        }
        return texts.get(variant % texts.size());
    }

    private String sequence() {
        StringBuilder text = new StringBuilder();
        while (next < pattern.length() && !isAt('|') && !isAt(')')) {
            String atom = atom();
            text.repeat(atom, Math.min(repeats(), MAX_REPEATS));
            if (text.length() > MAX_LENGTH) {
                throw new NoSuchElementException("a text that is too long to be an example");
            }
        }
        return text.toString();
    }

    private String atom() {
        char c = pattern.charAt(next++);
        return switch (c) {
            case '^', '$' -> "";
            case '.' -> "a";
            case '(' -> group();
            case '[' -> Character.toString(oneOfClass());
            case '\\' -> isAt('b') || isAt('B') ? skip() : Character.toString(escaped());
            default -> Character.toString(c);
        };
    }

    private String skip() {
        next++;
        return "";
    }

    private String group() {
        if (isAt('?')) {
            boolean named = pattern.startsWith("?<", next) && !isLookBehind();
            if (named) {
                next = pattern.indexOf('>', next) + 1;
            } else if (pattern.startsWith("?:", next)) {
                next += 2;
            } else {
                throw new NoSuchElementException("a group that looks around");
            }
        }
        String text = alternatives();
        expect(')');
        return text;
    }

    private boolean isLookBehind() {
        return pattern.startsWith("?<=", next) || pattern.startsWith("?<!", next);
    }

    private int repeats() {
        if (next == pattern.length()) {
            return 1;
        }
        int least = 1;
        int most = 1;
        switch (pattern.charAt(next)) {
            case '*', '+' -> {
                least = pattern.charAt(next++) == '+' ? 1 : 0;
                most = MAX_REPEATS;
            }
            case '?' -> {
                next++;
                least = 0;
            }
            case '{' -> {
                int end = pattern.indexOf('}', next);
                String[] bounds = pattern.substring(next + 1, end).split(",", -1);
                next = end + 1;
                least = number(bounds[0]);
                most = bounds.length == 1 ? least : upper(bounds[1]);
            }
            default -> {
                return 1;
            }
        }
        if (isAt('?')) {
            next++;
        }
        return Math.min(least + variant, most);
    }

    private static int upper(String bound) {
        return bound.isEmpty() ? MAX_REPEATS : number(bound);
    }

    private static int number(String digits) {
        if (digits.isEmpty() || digits.length() > 4) {
            throw new NoSuchElementException("a quantifier out of the ordinary");
        }
        return Integer.parseInt(digits);
    }

    private char oneOfClass() {
        boolean negated = isAt('^');
        if (negated) {
            next++;
        }
        int start = next;
        List<char[]> ranges = new ArrayList<>();
        while (!isAt(']') || next == start) {
            char low = member();
            boolean range = isAt('-') && pattern.charAt(next + 1) != ']';
            if (range) {
                next++;
            }
            ranges.add(new char[] {low, range ? member() : low});
        }
        next++;
        return negated ? outside(ranges) : ranges.get(variant % ranges.size())[0];
    }

    private static char outside(List<char[]> ranges) {
        return (char)
                USUAL.chars()
                        .filter(c -> ranges.stream().noneMatch(r -> r[0] <= c && c <= r[1]))
                        .findFirst()
                        .orElseThrow();
    }

    private char member() {
        char c = pattern.charAt(next++);
        return c == '\\' ? escaped() : c;
    }

    private char escaped() {
        char c = pattern.charAt(next++);
        return switch (c) {
            case 'd' -> '0';
            case 'w', 'D' -> 'a';
            case 's', 'W' -> ' ';
            case 'S' -> 'x';
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 'p' -> ofProperty();
            case 'x' -> ofCode(2);
            case 'u' -> ofCode(4);
            default -> c;
        };
    }

    private char ofProperty() {
        int end = pattern.indexOf('}', next);
        String name = pattern.substring(next + 1, end);
        next = end + 1;
        if (name.startsWith("Lu") || name.contains("Upper")) {
            return 'A';
        }
        return name.startsWith("N") ? '0' : 'a';
    }

    private char ofCode(int digits) {
        String code = pattern.substring(next, next + digits);
        if (!code.matches("[0-9A-Fa-f]+")) {
            throw new NoSuchElementException("a code point in braces");
        }
        next += digits;
        return (char) Integer.parseInt(code, 16);
    }

    private boolean isAt(char c) {
        return next < pattern.length() && pattern.charAt(next) == c;
    }

    private void expect(char c) {
        if (!isAt(c)) {
            throw new NoSuchElementException("no " + c);
        }
        next++;
    }
}
