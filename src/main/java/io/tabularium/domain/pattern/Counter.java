package io.tabularium.domain.pattern;

/**
 * The counts that a counted repetition of one character may have reached, all at once (a "counting
 * set"). A repetition that is begun at a place has the count of the characters since then: so only
 * the places are kept, and a character changes all counts without touching one. Places must not go
 * back. Used by one thread.
 */
final class Counter {

    private static final int FIRST_SIZE = 16;

    private final int least;
    private final int most;

    /** The places where the repetition was begun: a ring, from the oldest on. */
    private int[] begun = new int[0];

    private int oldest;
    private int size;

    /**
     * @param least characters before the repetition may end
     * @param most characters that it may have; the counter holds one place more at most
     */
    Counter(int least, int most) {
        this.least = least;
        this.most = most;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Begins the repetition at a place, or does nothing if it was begun there. */
    void begin(int place) {
        if (size > 0 && begun[(oldest + size - 1) % begun.length] == place) {
            return;
        }
        if (size == begun.length) {
            grow();
        }
        begun[(oldest + size) % begun.length] = place;
        size++;
    }

    /** Forgets all: the character at the place is none of the repetition's. */
    void clear() {
        size = 0;
    }

    /** Whether the repetition may end at the place. Forgets what has become too long. */
    boolean mayEnd(int place) {
        while (size > 0 && place - begun[oldest] > most) {
            oldest = (oldest + 1) % begun.length;
            size--;
        }
        return size > 0 && place - begun[oldest] >= least;
    }

    private void grow() {
        int[] larger = new int[Math.max(FIRST_SIZE, begun.length * 2)];
        for (int i = 0; i < size; i++) {
            larger[i] = begun[(oldest + i) % begun.length];
        }
        begun = larger;
        oldest = 0;
    }
}
