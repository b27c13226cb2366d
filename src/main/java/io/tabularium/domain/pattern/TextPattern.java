package io.tabularium.domain.pattern;

import java.util.Optional;

/** A regular expression that is searched for anywhere in a text. Immutable and thread-safe. */
public sealed interface TextPattern permits AutomatonPattern, CountingPattern, BacktrackingPattern {

    /** What a search came to. */
    enum Search {
        FOUND,
        ABSENT,
        /** The budget was spent first. Nothing is known. */
        UNDECIDED
    }

    /**
     * A pattern that is searched for in time linear in the length of the text, or empty where
     * counted repetitions make the expression too large for that.
     */
    static Optional<TextPattern> linear(Expression expression) {
        return Program.of(expression)
                .map(
                        program ->
                                program.counts().isEmpty()
                                        ? new AutomatonPattern(program)
                                        : new CountingPattern(program));
    }

    /** Searches the text; what the search costs is taken from the budget. */
    Search search(String text, MatchBudget budget);
}
