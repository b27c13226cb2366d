package io.tabularium.adapter.schemafile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.domain.pattern.BacktrackingPattern;
import io.tabularium.domain.pattern.MatchBudget;
import io.tabularium.domain.pattern.TextPattern;
import io.tabularium.domain.pattern.TextPattern.Search;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

import java.util.List;
import java.util.Random;

/** Holds the automaton against Java's engine, on random expressions and texts. */
class PatternOracleTest {

    private static final int TEXTS = 30;

    private static final List<String> ATOMS =
            List.of(
                    "a",
                    "b",
                    "-",
                    ".",
                    "\\d",
                    "\\w",
                    "\\W",
                    "\\s",
                    "\\S",
                    "[ab]",
                    "[^a]",
                    "[a-z0-9]",
                    "[^\\d_]",
                    "[]",
                    "[^]",
                    "\\p{L}",
                    "\\P{Lu}",
                    "\\p{Script=Greek}",
                    "é",
                    "\\u{1F600}",
                    "[\\u{1F600}-\\u{1F64F}é]",
                    // In a group: a half before another escape of four digits is refused.
                    "(?:\\uD83D)",
                    "\\/");

    private static final List<String> ASSERTIONS = List.of("^", "$", "\\b", "\\B");

    private static final List<String> OPTIONAL = List.of("*", "?", "{0,2}", "*?", "??", "{0}");

    private static final List<String> REQUIRED = List.of("+", "{2}", "{1,3}", "{2,}", "+?");

    private static final List<String> CHARACTERS =
            List.of(
                    "a", "a", "b", "b", "z", "A", "0", "9", "_", "-", " ", "\n", "\r", "\u2028",
                    "é", "λ", "Ω", "٣", "😀", "😎", "\uD83D", "\uDE00", "/", "\u0000", "\u4e2d");

    /**
     * An expression.
     *
     * @param mayBeEmpty whether it may match no character; true where that depends on the text
     */
    private record Expression(String text, boolean mayBeEmpty) {

        static final Expression EMPTY = new Expression("", true);

        Expression then(Expression next) {
            return new Expression(text + next.text, mayBeEmpty && next.mayBeEmpty);
        }

        Expression or(Expression other) {
            return new Expression(text + "|" + other.text, mayBeEmpty || other.mayBeEmpty);
        }

        Expression inGroup() {
            return new Expression("(" + text + ")", mayBeEmpty);
        }

        /**
         * Java ends a repetition with its first empty round, even if more rounds are required: it
         * does not find (^|.){2}b in "ab", where ECMAScript does. So only what cannot be empty is
         * required to be repeated.
         */
        Expression repeated(Random random) {
            boolean required = !mayBeEmpty && random.nextBoolean();
            String quantifier = one(random, required ? REQUIRED : OPTIONAL);
            return new Expression(text + quantifier, mayBeEmpty || !required);
        }
    }

    @Property(tries = 3_000, shrinking = ShrinkingMode.OFF)
    void findsWhatJavaFinds(@ForAll long seed) {
        Random random = new Random(seed);
        String pattern = disjunction(random, 3).text();
        TextPattern automaton = EcmaPattern.compile(pattern);
        // The empty look-ahead changes nothing but the engine.
        TextPattern java = EcmaPattern.compile("(?=)(?:" + pattern + ")");
        assertThat(automaton).as(pattern).isNotInstanceOf(BacktrackingPattern.class);
        assertThat(java).as(pattern).isInstanceOf(BacktrackingPattern.class);
        for (int i = 0; i < TEXTS; i++) {
            String text = text(random);
            if (pattern.contains("\\B")) {
                // Java finds such a place between the two halves of a character.
                text = text.replaceAll("[\\x{10000}-\\x{10FFFF}]", "é");
            }
            assertAgreement(pattern, automaton, java, text);
        }
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void countsAsJavaDoes(@ForAll long seed) {
        Random random = new Random(seed);
        String pattern = counted(random, 2);
        TextPattern counting = EcmaPattern.compile(pattern);
        TextPattern java = EcmaPattern.compile("(?=)(?:" + pattern + ")");
        assertThat(counting).as(pattern).isNotInstanceOf(BacktrackingPattern.class);
        for (int i = 0; i < TEXTS; i++) {
            assertAgreement(pattern, counting, java, longText(random));
        }
    }

    private static void assertAgreement(
            String pattern, TextPattern one, TextPattern java, String text) {
        Search expected = java.search(text, new MatchBudget());
        if (expected != Search.UNDECIDED) {
            assertThat(one.search(text, new MatchBudget()))
                    .as("%s on %s", pattern, text)
                    .isEqualTo(expected);
        }
    }

    private static String counted(Random random, int depth) {
        StringBuilder pattern = new StringBuilder(random.nextBoolean() ? "^" : "");
        for (int i = random.nextInt(3); i >= 0; i--) {
            String atom = one(random, List.of("a", "b", "[ab]", ".", "[^b]"));
            int least = 255 + random.nextInt(6);
            int most = least + random.nextInt(6);
            String quantifier =
                    one(random, List.of("{0,%2$d}", "{%1$d}", "{%1$d,%2$d}", "{%1$d,}", "?", ""))
                            .formatted(least, most);
            pattern.append(atom).append(quantifier);
            if (depth > 0 && random.nextInt(4) == 0) {
                String group = counted(random, depth - 1) + "|" + counted(random, depth - 1);
                String times = one(random, List.of("", "?", "{0,2}"));
                pattern.append("(?:").append(group).append(')').append(times);
            }
        }
        return pattern.append(random.nextBoolean() ? "$" : "").toString();
    }

    /** Runs of letters that are about as long as what is counted. */
    private static String longText(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            int length = random.nextBoolean() ? random.nextInt(3) : 250 + random.nextInt(20);
            text.append(one(random, List.of("a", "b", "ab", "😀")).repeat(length));
        }
        return text.toString();
    }

    private static Expression disjunction(Random random, int depth) {
        Expression disjunction = sequence(random, depth);
        while (random.nextInt(3) == 0) {
            disjunction = disjunction.or(sequence(random, depth));
        }
        return disjunction;
    }

    private static Expression sequence(Random random, int depth) {
        Expression sequence = Expression.EMPTY;
        for (int i = random.nextInt(4); i > 0; i--) {
            sequence = sequence.then(term(random, depth));
        }
        return sequence;
    }

    private static Expression term(Random random, int depth) {
        if (random.nextInt(5) == 0) {
            return new Expression(one(random, ASSERTIONS), true);
        }
        boolean group = depth > 0 && random.nextInt(3) == 0;
        Expression atom =
                group
                        ? disjunction(random, depth - 1).inGroup()
                        : new Expression(one(random, ATOMS), false);
        return random.nextInt(3) == 0 ? atom.repeated(random) : atom;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(10); i > 0; i--) {
            text.append(one(random, CHARACTERS));
        }
        return text.toString();
    }

    private static String one(Random random, List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
