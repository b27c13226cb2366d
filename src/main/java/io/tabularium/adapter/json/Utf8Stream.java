package io.tabularium.adapter.json;

import io.tabularium.domain.TabulariumException.MalformedRequest;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A stream of UTF-8, which ends in an exception where its bytes are not. A byte order mark at the
 * start is no part of it (RFC 8259, section 8.1). Used by one thread.
 */
final class Utf8Stream extends FilterInputStream {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Utf8Validator validator = new Utf8Validator();
    private @Nullable ByteArrayInputStream start;
    private int line = 1;
    private int column = 1;

    Utf8Stream(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /**
     * @throws MalformedRequest if the bytes are not UTF-8, with line and column
     */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = readUnchecked(buffer, offset, length);
        if (count < 0) {
            if (!validator.isComplete()) {
                throw fault();
            }
            return count;
        }
        int wrong = validator.firstFault(buffer, offset, count);
        advance(buffer, offset, wrong < 0 ? offset + count : wrong);
        if (wrong >= 0) {
            throw fault();
        }
        return count;
    }

    private int readUnchecked(byte[] buffer, int offset, int length) throws IOException {
        if (start == null) {
            start = readStart();
        }
        int count = start.read(buffer, offset, length);
        return count > 0 ? count : in.read(buffer, offset, length);
    }

    /** The bytes at which a mark would stand, without it. */
    private ByteArrayInputStream readStart() throws IOException {
        byte[] bytes = in.readNBytes(BYTE_ORDER_MARK.length);
        return new ByteArrayInputStream(
                Arrays.equals(bytes, BYTE_ORDER_MARK) ? new byte[0] : bytes);
    }

    private void advance(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            column++;
            if (bytes[i] == '\n') {
                line++;
                column = 1;
            }
        }
    }

    private MalformedRequest fault() {
        return new MalformedRequest("The text is not UTF-8.", line, column);
    }
}
