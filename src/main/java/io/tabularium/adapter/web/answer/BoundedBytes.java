package io.tabularium.adapter.web.answer;

import org.springframework.util.FastByteArrayOutputStream;

import java.io.IOException;

/** Takes so many bytes and no more. Used by one thread. */
final class BoundedBytes extends FastByteArrayOutputStream {

    private final int limit;

    BoundedBytes(int limit) {
        this.limit = limit;
    }

    /** More bytes were written than there may be. */
    static final class Exceeded extends RuntimeException {
        private Exceeded() {
            super("too many bytes", null, false, false);
        }
    }

    @Override
    public void write(int octet) throws IOException {
        requireRoom(1);
        super.write(octet);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        requireRoom(length);
        super.write(bytes, offset, length);
    }

    private void requireRoom(int bytes) {
        if (bytes > limit - size()) {
            throw new Exceeded();
        }
    }
}
