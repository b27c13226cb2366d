package io.tabularium.domain.pattern;

/**
 * The steps that all pattern searches of one record may take together. It grows with the text that
 * is searched: a search whose cost is linear in the length of the text is decided, if it takes few
 * steps for each character of a very long one, and a quadratic one for some thousand characters.
 * Not thread-safe.
 */
public final class MatchBudget {

    private static final long FIXED = 200_000;

    private static final long FOR_EACH_CHARACTER = 256;

    /** Only so many characters of a text are granted that much, which takes about a second. */
    private static final int MANY_CHARACTERS = 500_000;

    private static final long FOR_EACH_OF_MANY = 8;

    /** Of what is granted beyond the linear part, at most for one record: below a second. */
    private static final long MAX_QUADRATIC = 100_000_000;

    private long left = FIXED;
    private long quadraticLeft = MAX_QUADRATIC;

    /** Grants the steps for a search of a text of that length. */
    void grant(int length) {
        long quadratic = Math.min(2L * length * length, quadraticLeft);
        quadraticLeft -= quadratic;
        int few = Math.min(length, MANY_CHARACTERS);
        left += FOR_EACH_CHARACTER * few + FOR_EACH_OF_MANY * (length - few) + quadratic;
    }

    /** Takes steps; returns false if there are not as many. */
    boolean take(long steps) {
        left -= steps;
        return left >= 0;
    }
}
