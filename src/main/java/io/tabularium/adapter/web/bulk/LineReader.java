package io.tabularium.adapter.web.bulk;

import io.tabularium.domain.TabulariumException.TooLarge;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Splits bytes at line feeds. Lines of nothing but blanks are passed over but counted, the last
 * line need not end, and a byte order mark at the start is no part of it. Used by one thread.
 */
final class LineReader {

    private static final int INITIAL_BYTES = 64 * 1024;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final int maxLength;
    private byte[] buffer;
    private int filled;
    private boolean ended;
    private int start;
    private int end;
    private int next;
    private long line;

    /**
     * @param maxLength of a line, in bytes
     */
    LineReader(InputStream in, int maxLength) {
        this.in = in;
        this.maxLength = maxLength;
        this.buffer = new byte[Math.min(INITIAL_BYTES, maxLength)];
    }

    /** Holds the bytes of the line; valid until the next call of {@link #next}. */
    byte[] buffer() {
        return buffer;
    }

    /** Where in the buffer the line begins. */
    int offset() {
        return start;
    }

    /** The line's length in bytes, without its end. */
    int length() {
        return end - start;
    }

    /** The line's number, from 1. */
    long line() {
        return line;
    }

    /**
     * Goes to the next line that is not blank.
     *
     * @return false if there is none
     * @throws TooLarge if it is longer than the limit
     */
    boolean next() throws IOException {
        while (advance()) {
            line++;
            if (line == 1 && startsWithByteOrderMark()) {
                start += BYTE_ORDER_MARK.length;
            }
            if (!isBlank()) {
                return true;
            }
        }
        return false;
    }

    private boolean advance() throws IOException {
        start = next;
        int searched = start;
        while (true) {
            int feed = indexOfFeed(searched);
            if (feed >= 0) {
                end = feed;
                next = feed + 1;
                return true;
            }
            if (ended) {
                end = filled;
                next = filled;
                return start < end;
            }
            searched = filled - start;
            fill();
        }
    }

    private int indexOfFeed(int from) {
        for (int i = from; i < filled; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Moves the unfinished line to the front and reads on behind it. */
    private void fill() throws IOException {
        int unfinished = filled - start;
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, unfinished);
            start = 0;
            filled = unfinished;
        }
        if (filled == buffer.length) {
            grow();
        }
        int count = in.read(buffer, filled, buffer.length - filled);
        if (count < 0) {
            ended = true;
        } else {
            filled += count;
        }
    }

    private void grow() {
        // One byte more than the longest line, for its end.
        int most = maxLength == Integer.MAX_VALUE ? maxLength : maxLength + 1;
        if (buffer.length == most) {
            throw new TooLarge("A line may have " + maxLength + " bytes.");
        }
        int doubled = (int) Math.min(most, 2L * buffer.length);
        buffer = Arrays.copyOf(buffer, doubled);
    }

    private boolean startsWithByteOrderMark() {
        int length = BYTE_ORDER_MARK.length;
        return length() >= length
                && Arrays.equals(buffer, start, start + length, BYTE_ORDER_MARK, 0, length);
    }

    private boolean isBlank() {
        for (int i = start; i < end; i++) {
            byte b = buffer[i];
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
