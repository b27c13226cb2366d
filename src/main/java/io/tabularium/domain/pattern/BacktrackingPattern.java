package io.tabularium.domain.pattern;

import java.util.regex.Pattern;

/**
 * An expression for Java's engine. That engine backtracks: an expression that is harmless on honest
 * text can take years on a hostile one (OWASP "ReDoS"), or overflow the stack. A search that
 * reaches either limit is undecided.
 */
public final class BacktrackingPattern implements TextPattern {

    private final Pattern expression;

    public BacktrackingPattern(Pattern expression) {
        this.expression = expression;
    }

    @Override
    public Search search(String text, MatchBudget budget) {
        budget.grant(text.length());
        try {
            boolean found = expression.matcher(new MeteredText(text, budget)).find();
            return found ? Search.FOUND : Search.ABSENT;
        } catch (BudgetSpent | StackOverflowError tooHard) {
            return Search.UNDECIDED;
        }
    }

    /** Text each read of which is a step. */
    private record MeteredText(String text, MatchBudget budget) implements CharSequence {

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (!budget.take(1)) {
                throw new BudgetSpent();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class BudgetSpent extends RuntimeException {
        BudgetSpent() {
            super(null, null, false, false);
        }
    }
}
