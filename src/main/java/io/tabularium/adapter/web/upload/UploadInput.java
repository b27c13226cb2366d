package io.tabularium.adapter.web.upload;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;

import java.io.IOException;

/** The body of an upload from its first byte on. Used by one thread. */
final class UploadInput extends ServletInputStream {

    /** Where the bytes come from. */
    @FunctionalInterface
    interface Source {

        /** Reads from a position on, as {@link java.io.InputStream#read} does. */
        int read(long position, byte[] bytes, int offset, int count) throws IOException;
    }

    private final Source source;
    private long position;
    private boolean finished;

    UploadInput(Source source) {
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        int read = source.read(position, bytes, offset, count);
        if (read < 0) {
            finished = true;
        } else {
            position += read;
        }
        return read;
    }

    @Override
    public boolean isFinished() {
        return finished;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
        throw new IllegalStateException("an upload is read by the thread of its request");
    }
}
