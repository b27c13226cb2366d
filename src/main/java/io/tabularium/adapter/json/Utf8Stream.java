package io.tabularium.adapter.json;

import io.tabularium.domain.TabulariumException.MalformedRequest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that ends in an exception where its bytes are not UTF-8. Used by one thread. */
final class Utf8Stream extends FilterInputStream {

    private final Utf8Validator validator = new Utf8Validator();

    Utf8Stream(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /**
     * @throws MalformedRequest if the bytes are not UTF-8
     */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = in.read(buffer, offset, length);
        boolean sound =
                count < 0
                        ? validator.isComplete()
                        : validator.firstFault(buffer, offset, count) < 0;
        if (!sound) {
            throw new MalformedRequest("The text is not UTF-8.");
        }
        return count;
    }
}
