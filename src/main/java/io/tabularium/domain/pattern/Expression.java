package io.tabularium.domain.pattern;

import java.util.List;

/**
 * The syntax tree of a regular expression without back references and look-around, of which only
 * whether there is a match is asked. So groups need no names and quantifiers no greed.
 */
public sealed interface Expression {

    /** One character of a set. */
    record Characters(CharacterSet set) implements Expression {}

    /** All parts, one behind the other; the empty text if there are none. */
    record Sequence(List<Expression> parts) implements Expression {
        public Sequence {
            parts = List.copyOf(parts);
        }
    }

    /** One of the alternatives, of which there is at least one. */
    record Choice(List<Expression> alternatives) implements Expression {
        public Choice {
            alternatives = List.copyOf(alternatives);
        }
    }

    /**
     * The body, several times.
     *
     * @param most {@link #UNBOUNDED}, or at least {@code least}
     */
    record Repetition(Expression body, int least, int most) implements Expression {
        public static final int UNBOUNDED = -1;
    }

    /** What must hold at a place between two characters. */
    enum Assertion implements Expression {
        /** The start of the text. */
        START,
        /** The end of the text. */
        END,
        /** One side has a character of {@code [0-9A-Za-z_]}, the other has none. */
        WORD_BOUNDARY,
        /** Both sides have such a character, or neither has. */
        NO_WORD_BOUNDARY
    }
}
