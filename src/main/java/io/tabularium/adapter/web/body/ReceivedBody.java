package io.tabularium.adapter.web.body;

import io.tabularium.adapter.web.pace.ClientTooSlow;
import io.tabularium.domain.TabulariumException.MalformedRequest;

import jakarta.servlet.http.HttpServletRequest;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of a body as they were sent, for which ending before their time is a failure. */
public final class ReceivedBody extends InputStream {

    private final InputStream in;
    private final long expected;
    private long received;

    public ReceivedBody(HttpServletRequest request) throws IOException {
        this.in = request.getInputStream();
        this.expected = request.getContentLengthLong();
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /**
     * @throws MalformedRequest if the body broke off, or comes too slowly
     */
    @Override
    public int read(byte[] buffer, int offset, int length) {
        int count = readFromClient(buffer, offset, length);
        if (count >= 0) {
            received += count;
        } else if (received < expected) {
            throw brokenOff();
        }
        return count;
    }

    static MalformedRequest brokenOff() {
        return new MalformedRequest("The body broke off before its end.");
    }

    private int readFromClient(byte[] buffer, int offset, int length) {
        try {
            return in.read(buffer, offset, length);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** The problem that is sent to a client whose body could not be read. */
    public static MalformedRequest failure(IOException reason) {
        return because(
                reason,
                reason instanceof ClientTooSlow
                        ? new MalformedRequest("The body came too slowly.")
                        : brokenOff());
    }

    private static MalformedRequest because(IOException reason, MalformedRequest failure) {
        failure.addSuppressed(reason);
        return failure;
    }
}
