package io.tabularium.adapter.web.rows;

import java.io.ByteArrayInputStream;
import java.util.Random;

/** Bytes that arrive in pieces of random length, as from a network. */
final class PiecewiseStream extends ByteArrayInputStream {

    private final Random random;

    PiecewiseStream(byte[] bytes, long seed) {
        super(bytes);
        this.random = new Random(seed);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        return super.read(buffer, offset, Math.min(length, 1 + random.nextInt(7)));
    }
}
