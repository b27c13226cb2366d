package io.tabularium.adapter.web;

import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The body of a streamed response, which tells a client that is gone from every other failure. Used
 * by one thread.
 */
final class StreamOutput extends OutputStream {

    /** Nothing is sent before so much is written, unless {@link #send} is called. */
    private static final int BUFFER_BYTES = 64 * 1_024;

    /** How long what was written may wait for more, so that a client sees progress. */
    private static final long MAX_WAIT_NANOS = 100_000_000;

    private final HttpServletResponse response;
    private final OutputStream out;
    private long sentAt = System.nanoTime();

    StreamOutput(HttpServletResponse response) throws IOException {
        response.setBufferSize(BUFFER_BYTES);
        this.response = response;
        this.out = response.getOutputStream();
    }

    /** The client takes no more. */
    static final class ClientGone extends RuntimeException {
        private ClientGone(IOException cause) {
            super("The client is gone.", cause);
        }
    }

    @Override
    public void write(int oneByte) {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    /**
     * @throws ClientGone if the connection is broken
     */
    @Override
    public void write(byte[] bytes, int offset, int length) {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw new ClientGone(e);
        }
    }

    @Override
    public void flush() {
        // Writers call this when they like; what is sent when is decided by who calls send.
    }

    /** Whether what was written has waited long enough. */
    boolean isDue() {
        return System.nanoTime() - sentAt >= MAX_WAIT_NANOS;
    }

    /**
     * Sends what was written.
     *
     * @throws ClientGone if the connection is broken
     */
    void send() {
        try {
            response.flushBuffer();
            sentAt = System.nanoTime();
        } catch (IOException e) {
            throw new ClientGone(e);
        }
    }
}
