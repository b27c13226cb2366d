package io.tabularium.adapter.web.rows;

import io.tabularium.adapter.json.Utf8Validator;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/** The cells of a record of CSV, split but not yet decoded. Immutable. */
final class CsvCells {

    private static final char REPLACEMENT = '\uFFFD';

    private final byte[] text;
    private final int[] ends;
    private final boolean[] quoted;

    /**
     * @param text the contents of the cells, one behind the other; not copied
     * @param ends where in the text each cell ends, exclusive; not copied
     * @param quoted whether each cell was; not copied
     */
    CsvCells(byte[] text, int[] ends, boolean[] quoted) {
        this.text = text;
        this.ends = ends;
        this.quoted = quoted;
    }

    int count() {
        return ends.length;
    }

    /** How much it holds, in bytes, roughly. */
    int size() {
        return text.length + ends.length * (Integer.BYTES + 1);
    }

    boolean isQuoted(int cell) {
        return quoted[cell];
    }

    /** The text of the cell, or null where it is not UTF-8. */
    @Nullable String text(int cell) {
        int start = start(cell);
        int length = ends[cell] - start;
        String decoded = new String(text, start, length, StandardCharsets.UTF_8);
        // What is not UTF-8 decodes to the replacement character, which may also be meant.
        boolean suspect = decoded.indexOf(REPLACEMENT) >= 0;
        return suspect && !Utf8Validator.accepts(text, start, length) ? null : decoded;
    }

    private int start(int cell) {
        return cell == 0 ? 0 : ends[cell - 1];
    }
}
