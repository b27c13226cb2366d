package io.tabularium.domain.schema;

import java.util.regex.Pattern;

/**
 * Text that a regular expression may look at only so often. Java's expressions backtrack, so a
 * pattern that is harmless on honest text can take years on a hostile one (OWASP "ReDoS").
 */
final class BoundedText implements CharSequence {

    /** Enough for any search that goes over the text a fixed number of times. */
    private static final long READS_FOR_EACH_CHARACTER = 200;

    private static final long MIN_READS = 1_000_000;

    /** Enough for a search whose time grows with the square of some 10,000 characters. */
    private static final long MAX_SQUARE = 200_000_000;

    private final String text;
    private long readsLeft;

    private BoundedText(String text) {
        this.text = text;
        long length = text.length();
        long square = Math.min(2 * length * length, MAX_SQUARE);
        this.readsLeft = MIN_READS + Math.max(square, READS_FOR_EACH_CHARACTER * length);
    }

    /** What a search came to. */
    enum Search {
        FOUND,
        ABSENT,
        /** It was given up, and nothing is known. */
        UNDECIDED
    }

    /** Looks for the expression within the budget. */
    static Search find(Pattern expression, String text) {
        try {
            return expression.matcher(new BoundedText(text)).find() ? Search.FOUND : Search.ABSENT;
        } catch (BudgetSpent | StackOverflowError tooHard) {
            return Search.UNDECIDED;
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
