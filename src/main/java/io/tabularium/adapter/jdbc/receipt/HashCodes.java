package io.tabularium.adapter.jdbc.receipt;

/**
 * A growing set of hash codes in about eight bytes each, a sixth of what a set of objects takes.
 * Not thread-safe.
 */
final class HashCodes {

    private static final int INITIAL_PLACES = 16;

    /** Linear probing; 0 marks a free place. */
    private int[] places = new int[INITIAL_PLACES];

    private int size;

    void add(int hash) {
        if (2 * size >= places.length) {
            grow();
        }
        int place = placeOf(hash);
        if (places[place] == 0) {
            places[place] = nonZero(hash);
            size++;
        }
    }

    boolean contains(int hash) {
        return places[placeOf(hash)] != 0;
    }

    /** Where the hash code stands, or is to stand. */
    private int placeOf(int hash) {
        int value = nonZero(hash);
        int place = spread(value) & (places.length - 1);
        while (places[place] != 0 && places[place] != value) {
            place = (place + 1) & (places.length - 1);
        }
        return place;
    }

    private void grow() {
        int[] before = places;
        places = new int[2 * before.length];
        for (int value : before) {
            if (value != 0) {
                places[placeOf(value)] = value;
            }
        }
    }

    /** Two hash codes share one value: who asks takes the answer for a maybe. */
    private static int nonZero(int hash) {
        return hash == 0 ? 1 : hash;
    }

    /** Hash codes of similar texts lie close together. */
    private static int spread(int value) {
        int product = value * 0x9E3779B9;
        return product ^ (product >>> 16);
    }
}
