package io.tabularium.adapter.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Tells whether bytes are UTF-8 (RFC 3629, section 4), piece by piece. Jackson alone is not enough:
 * it takes overlong forms and code points beyond the last one. Used by one thread.
 */
public final class Utf8Validator {

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private static final int LOWEST = 0x80;
    private static final int HIGHEST = 0xBF;

    /** Continuation bytes that the character under way still needs. */
    private int missing;

    /** What the next of them may be. */
    private int lowest = LOWEST;

    private int highest = HIGHEST;

    /** Whether the bytes are a whole text. */
    public static boolean accepts(byte[] bytes, int offset, int length) {
        Utf8Validator validator = new Utf8Validator();
        return validator.firstFault(bytes, offset, length) < 0 && validator.isComplete();
    }

    /**
     * Takes the next bytes of the text.
     *
     * @return the index of the first byte that cannot stand where it does, or -1
     */
    int firstFault(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int i = offset;
        while (i < end) {
            if (missing == 0) {
                i = skipAscii(bytes, i, end);
                if (i == end) {
                    return -1;
                }
            }
            if (!take(bytes[i] & 0xFF)) {
                return i;
            }
            i++;
        }
        return -1;
    }

    /** Whether the bytes so far do not end within a character. */
    boolean isComplete() {
        return missing == 0;
    }

    private static int skipAscii(byte[] bytes, int from, int end) {
        int i = from;
        while (i + Long.BYTES <= end && ((long) EIGHT_BYTES.get(bytes, i) & HIGH_BITS) == 0) {
            i += Long.BYTES;
        }
        while (i < end && bytes[i] >= 0) {
            i++;
        }
        return i;
    }

    private boolean take(int value) {
        if (missing == 0) {
            return begin(value);
        }
        if (value < lowest || value > highest) {
            return false;
        }
        missing--;
        lowest = LOWEST;
        highest = HIGHEST;
        return true;
    }

    private boolean begin(int lead) {
        if (lead >= 0xC2 && lead <= 0xDF) {
            missing = 1;
        } else if (lead >= 0xE0 && lead <= 0xEF) {
            missing = 2;
            lowest = lead == 0xE0 ? 0xA0 : LOWEST;
            highest = lead == 0xED ? 0x9F : HIGHEST;
        } else if (lead >= 0xF0 && lead <= 0xF4) {
            missing = 3;
            lowest = lead == 0xF0 ? 0x90 : LOWEST;
            highest = lead == 0xF4 ? 0x8F : HIGHEST;
        } else {
            return false;
        }
        return true;
    }
}
