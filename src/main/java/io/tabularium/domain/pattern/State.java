package io.tabularium.domain.pattern;

import org.jspecify.annotations.Nullable;

/**
 * A state of the deterministic automaton. Immutable but for what is learned of the states behind
 * it, which any thread may write without a lock: all would write the same.
 */
final class State {

    /** There is a match, whatever follows. */
    static final State FOUND = verdict();

    /** There is no match, whatever follows. */
    static final State ABSENT = verdict();

    private final Place place;
    private final @Nullable State[] next;
    private final boolean learns;

    /**
     * @param next by the number of the letter; not copied
     * @param learns whether states may be written into {@code next}
     */
    State(Place place, @Nullable State[] next, boolean learns) {
        this.place = place;
        this.next = next;
        this.learns = learns;
    }

    private static State verdict() {
        return new State(new Place(new int[0], Place.Left.OTHER), new State[0], false);
    }

    Place place() {
        return place;
    }

    /** The state behind that letter, or null where it has not been learned. */
    @Nullable State behind(int letter) {
        return next[letter];
    }

    void learn(int letter, State behind) {
        if (learns && letter != Alphabet.NONE) {
            next[letter] = behind;
        }
    }
}
