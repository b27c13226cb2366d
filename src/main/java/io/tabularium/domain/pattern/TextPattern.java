package io.tabularium.domain.pattern;

/** A regular expression that is searched for anywhere in a text. Immutable and thread-safe. */
public sealed interface TextPattern permits AutomatonPattern, BacktrackingPattern {

    /** What a search came to. */
    enum Search {
        FOUND,
        ABSENT,
        /** The budget was spent first. Nothing is known. */
        UNDECIDED
    }

    /** Searches the text; what the search costs is taken from the budget. */
    Search search(String text, MatchBudget budget);
}
