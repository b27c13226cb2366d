package io.tabularium.adapter.jdbc.bulk;

import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Lets the rows of a bulk load claim their unique keys in the order of the input, where the key
 * values that several rows share are numbered. It holds one bit for each such value. Not
 * thread-safe.
 */
final class KeyClaims {

    /** A row does not share the value of a key with another, or no key of it is taken. */
    static final int NONE = -1;

    private final BitSet[] claimed;

    /**
     * @param keys the number of unique keys
     */
    KeyClaims(int keys) {
        claimed = IntStream.range(0, keys).mapToObj(key -> new BitSet()).toArray(BitSet[]::new);
    }

    /**
     * Claims all keys of a row, or, if one is taken, none.
     *
     * @param values for each key the number of the row's value, or {@link #NONE}
     * @param heldKey the first key that a stored record holds, or {@link #NONE}
     * @return the first key that is taken, or {@link #NONE}
     */
    int claim(int[] values, int heldKey) {
        int end = heldKey == NONE ? values.length : heldKey;
        for (int key = 0; key < end; key++) {
            if (values[key] != NONE && claimed[key].get(values[key])) {
                return key;
            }
        }
        if (heldKey != NONE) {
            return heldKey;
        }
        for (int key = 0; key < end; key++) {
            if (values[key] != NONE) {
                claimed[key].set(values[key]);
            }
        }
        return NONE;
    }
}
