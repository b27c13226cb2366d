package io.tabularium.adapter.web.rows;

import io.tabularium.domain.TabulariumException.TooLarge;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The lines of a text, which end in line feeds, but the last need not. Those of nothing but blanks
 * are passed over but counted. Used by one thread.
 */
final class Lines {

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long FEEDS = '\n' * LOW_BITS;

    private final byte[] buffer;
    private final int limit;
    private final int maxLength;
    private int start;
    private int end;
    private int next;
    private long line;

    /**
     * @param from where the text begins
     * @param limit where it ends, exclusive
     * @param maxLength of a line, in bytes
     */
    Lines(byte[] buffer, int from, int limit, int maxLength) {
        this.buffer = buffer;
        this.next = from;
        this.limit = limit;
        this.maxLength = maxLength;
    }

    /** Holds the text. */
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

    /** The line's number, from 1; at the end, how many there are. */
    long line() {
        return line;
    }

    /**
     * Goes to the next line that is not blank.
     *
     * @return false if there is none
     * @throws TooLarge if it is longer than the limit
     */
    boolean next() {
        while (next < limit) {
            start = next;
            end = indexOfFeed(start);
            next = end + 1;
            line++;
            if (end - start > maxLength) {
                throw NdjsonPieces.tooLarge(maxLength);
            }
            if (!isBlank()) {
                return true;
            }
        }
        return false;
    }

    /** Where the next line feed stands, or the limit. */
    private int indexOfFeed(int from) {
        int i = from;
        while (i + Long.BYTES <= limit) {
            // The lowest byte that is zero here is found exactly; others may seem to be.
            long unlike = (long) EIGHT_BYTES.get(buffer, i) ^ FEEDS;
            long zeros = (unlike - LOW_BITS) & ~unlike & HIGH_BITS;
            if (zeros != 0) {
                return i + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
            }
            i += Long.BYTES;
        }
        while (i < limit && buffer[i] != '\n') {
            i++;
        }
        return i;
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
