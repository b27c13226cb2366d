package io.tabularium.adapter.jdbc.bulk;

import java.util.Arrays;

/**
 * Rows that are left out of a load, and the number of the key because of which each is. Not
 * thread-safe.
 */
public final class LeftOut {

    private static final int INITIAL_ROWS = 64;

    private long[] rows = new long[INITIAL_ROWS];
    private int[] keys = new int[INITIAL_ROWS];
    private int size;

    void add(long row, int key) {
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, 2 * size);
            keys = Arrays.copyOf(keys, 2 * size);
        }
        rows[size] = row;
        keys[size] = key;
        size++;
    }

    public int size() {
        return size;
    }

    /**
     * The place of a row in the order of creation.
     *
     * @param index from 0
     */
    public long row(int index) {
        return rows[index];
    }

    /** The number of the key of that row. */
    public int key(int index) {
        return keys[index];
    }
}
