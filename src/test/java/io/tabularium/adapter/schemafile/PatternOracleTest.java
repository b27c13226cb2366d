package io.tabularium.adapter.schemafile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.domain.pattern.AutomatonPattern;
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

    private static final List<String> QUANTIFIERS =
            List.of("*", "+", "?", "{2}", "{0,2}", "{1,3}", "{2,}", "*?", "+?", "??", "{0}");

    private static final List<String> CHARACTERS =
            List.of(
                    "a", "a", "b", "b", "z", "A", "0", "9", "_", "-", " ", "\n", "\r", "\u2028",
                    "é", "λ", "Ω", "٣", "😀", "😎", "\uD83D", "\uDE00", "/", "\u0000", "\u4e2d");

    @Property(tries = 3_000, shrinking = ShrinkingMode.OFF)
    void findsWhatJavaFinds(@ForAll long seed) {
        Random random = new Random(seed);
        String pattern = disjunction(random, 3);
        TextPattern automaton = EcmaPattern.compile(pattern);
        // The empty look-ahead changes nothing but the engine.
        TextPattern java = EcmaPattern.compile("(?=)(?:" + pattern + ")");
        assertThat(automaton).as(pattern).isInstanceOf(AutomatonPattern.class);
        assertThat(java).as(pattern).isInstanceOf(BacktrackingPattern.class);
        for (int i = 0; i < TEXTS; i++) {
            String text = text(random);
            if (pattern.contains("\\B")) {
                // Java finds such a place between the two halves of a character.
                text = text.replaceAll("[\\x{10000}-\\x{10FFFF}]", "é");
            }
            Search expected = java.search(text, new MatchBudget());
            if (expected != Search.UNDECIDED) {
                assertThat(automaton.search(text, new MatchBudget()))
                        .as("%s on %s", pattern, text)
                        .isEqualTo(expected);
            }
        }
    }

    private static String disjunction(Random random, int depth) {
        StringBuilder text = new StringBuilder(sequence(random, depth));
        while (random.nextInt(3) == 0) {
            text.append('|').append(sequence(random, depth));
        }
        return text.toString();
    }

    private static String sequence(Random random, int depth) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(term(random, depth));
        }
        return text.toString();
    }

    private static String term(Random random, int depth) {
        if (random.nextInt(5) == 0) {
            return one(random, ASSERTIONS);
        }
        boolean group = depth > 0 && random.nextInt(3) == 0;
        String atom = group ? "(" + disjunction(random, depth - 1) + ")" : one(random, ATOMS);
        return random.nextInt(3) == 0 ? atom + one(random, QUANTIFIERS) : atom;
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
