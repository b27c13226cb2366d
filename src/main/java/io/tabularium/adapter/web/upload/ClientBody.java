package io.tabularium.adapter.web.upload;

import io.tabularium.adapter.web.body.ReceivedBody;
import io.tabularium.adapter.web.pace.BodyReadiness;
import io.tabularium.domain.TabulariumException.MalformedRequest;

import jakarta.servlet.http.HttpServletRequest;

import java.io.IOException;

/** The body as the client sends it. Used by one thread. */
final class ClientBody {

    private final ReceivedBody in;
    private final BodyReadiness readiness;
    private long received;
    private boolean ended;

    ClientBody(HttpServletRequest request) throws IOException {
        this.in = new ReceivedBody(request);
        this.readiness = BodyReadiness.of(request);
    }

    /** The number of bytes that were read. */
    long received() {
        return received;
    }

    /** Whether all of the body was read. */
    boolean hasEnded() {
        return ended;
    }

    /** Waits until a read would not; returns false if patience ends before. */
    boolean await(Patience patience) throws IOException {
        long since = System.nanoTime();
        boolean ready = readiness.await(patience.left());
        patience.note(0, System.nanoTime() - since);
        return ready;
    }

    /**
     * Reads like {@link #read}, but waits before for as long as a body may stop at all. A read
     * alone would wait longer while the framing of a chunk trickles.
     *
     * @throws MalformedRequest if the body broke off, or comes too slowly
     */
    int receive(byte[] bytes) {
        try {
            readiness.await();
        } catch (IOException e) {
            throw ReceivedBody.failure(e);
        }
        return read(bytes, 0, bytes.length);
    }

    /** Reads like {@link java.io.InputStream#read}, as long as the client keeps its pace. */
    int read(byte[] bytes, int offset, int count) {
        int read = in.read(bytes, offset, count);
        if (read < 0) {
            ended = true;
        } else {
            received += read;
        }
        return read;
    }
}
