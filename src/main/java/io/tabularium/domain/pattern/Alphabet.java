package io.tabularium.domain.pattern;

import org.jspecify.annotations.Nullable;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The letters that an automaton tells apart: code points that are in the same sets are the same
 * letter. Letters of ASCII are known from the start, others when they are first met. Thread-safe.
 */
final class Alphabet {

    /** The number that stands for the end of a text. */
    static final int END = 0;

    /** The number of a letter beyond those that are numbered. */
    static final int NONE = -1;

    private static final int ASCII = 128;
    private static final int MAX_OTHERS = 32;
    private static final int KNOWN = 1_024;

    private final List<CharacterSet> sets;
    private final boolean asksForWords;
    private final Map<Meaning, Letter> letters = new HashMap<>();
    private final Letter[] ascii = new Letter[ASCII];
    private final int[] asciiNumbers = new int[ASCII];
    private final int maxLetters;

    /** Found again by the last bits of the code point. Written by any thread without a lock. */
    private final @Nullable Known[] known = new Known[KNOWN];

    /**
     * What the code points of a letter have in common.
     *
     * @param sets the numbers of the sets that have them
     * @param word whether they are {@code [0-9A-Za-z_]}
     */
    private record Meaning(BitSet sets, boolean word) {}

    /**
     * One letter.
     *
     * @param number from 1, or {@link #NONE}
     */
    record Letter(int number, BitSet sets, boolean word) {
        boolean isIn(int set) {
            return sets.get(set);
        }
    }

    private record Known(int codePoint, Letter letter) {}

    /**
     * @param asksForWords whether the automaton asks which characters are part of words
     */
    Alphabet(List<CharacterSet> sets, boolean asksForWords) {
        this.sets = sets;
        this.asksForWords = asksForWords;
        int limit = Integer.MAX_VALUE;
        for (int c = 0; c < ASCII; c++) {
            ascii[c] = letter(c, limit);
            asciiNumbers[c] = ascii[c].number();
        }
        this.maxLetters = letters.size() + MAX_OTHERS;
    }

    /** Numbers are below this. */
    int size() {
        return maxLetters + 1;
    }

    boolean isAscii(char c) {
        return c < ASCII;
    }

    /** The number of the letter that a character of ASCII is. */
    int numberOf(char c) {
        return asciiNumbers[c];
    }

    Letter letterOf(int codePoint) {
        if (codePoint < ASCII) {
            return ascii[codePoint];
        }
        int place = codePoint % KNOWN;
        @Nullable Known found = known[place];
        if (found == null || found.codePoint() != codePoint) {
            found = new Known(codePoint, letter(codePoint, maxLetters));
            known[place] = found;
        }
        return found.letter();
    }

    private Letter letter(int codePoint, int limit) {
        BitSet members = new BitSet();
        for (int i = 0; i < sets.size(); i++) {
            members.set(i, sets.get(i).contains(codePoint));
        }
        Meaning meaning = new Meaning(members, asksForWords && isWord(codePoint));
        synchronized (letters) {
            @Nullable Letter letter = letters.get(meaning);
            if (letter == null && letters.size() < limit) {
                letter = new Letter(letters.size() + 1, members, meaning.word());
                letters.put(meaning, letter);
            }
            return letter == null ? new Letter(NONE, members, meaning.word()) : letter;
        }
    }

    private static boolean isWord(int c) {
        return c < ASCII && (Character.isLetterOrDigit(c) || c == '_');
    }
}
