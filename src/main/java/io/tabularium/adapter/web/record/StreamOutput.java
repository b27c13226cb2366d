package io.tabularium.adapter.web.record;

import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The body of a streamed response, which tells a client that is gone from every other failure. Used
 * by one thread.
 */
public final class StreamOutput {

    /** Nothing is sent before so much is written, unless {@link #send} is called. */
    private static final int BUFFER_BYTES = 64 * 1_024;

    /** How long what was written may wait for more, so that a client sees progress. */
    private static final long MAX_WAIT_NANOS = 100_000_000;

    private final HttpServletResponse response;
    private final OutputStream out;
    private long sentAt = System.nanoTime();
    private long lines;

    StreamOutput(HttpServletResponse response) throws IOException {
        response.setBufferSize(BUFFER_BYTES);
        this.response = response;
        this.out = response.getOutputStream();
    }

    /** The client takes no more, or not fast enough. */
    public static final class ClientGone extends RuntimeException {
        private ClientGone(IOException cause) {
            super("The client is gone.", cause);
        }
    }

    /**
     * Takes bytes, and sends what was written once it is much.
     *
     * @throws ClientGone if the connection is broken
     */
    void write(byte[] bytes) {
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw new ClientGone(e);
        }
    }

    /** As {@link #write}, and counts the line. */
    void writeLine(byte[] line) {
        write(line);
        lines++;
    }

    /** The lines that were written so far, some of which the client may not have. */
    long lines() {
        return lines;
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
