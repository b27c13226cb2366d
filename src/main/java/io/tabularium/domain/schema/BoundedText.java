package io.tabularium.domain.schema;

import java.util.regex.Pattern;

/**
 * Text that a regular expression may look at only so often. Java's expressions backtrack, so a
 * pattern that is harmless on honest text can take years on a hostile one (OWASP "ReDoS"); past the
 * budget the search counts as not found.
 */
final class BoundedText implements CharSequence {

    private static final long READS_FOR_EACH_CHARACTER = 200;
    private static final long MIN_READS = 1_000_000;

    private final String text;
    private long readsLeft;

    private BoundedText(String text) {
        this.text = text;
        this.readsLeft = Math.max(MIN_READS, READS_FOR_EACH_CHARACTER * text.length());
    }

    /** Whether the expression is found in the text within the budget. */
    static boolean find(Pattern expression, String text) {
        try {
            return expression.matcher(new BoundedText(text)).find();
        } catch (BudgetSpent | StackOverflowError tooHard) {
            return false;
        }
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (--readsLeft < 0) {
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

    private static final class BudgetSpent extends RuntimeException {
        BudgetSpent() {
            super(null, null, false, false);
        }
    }
}
