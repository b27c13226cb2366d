package io.tabularium.adapter.web.upload;

import io.tabularium.adapter.web.body.ReceivedBody;
import io.tabularium.adapter.web.pace.BodyReadiness;
import io.tabularium.adapter.web.pace.ReadDeadlines;
import io.tabularium.domain.TabulariumException.MalformedRequest;

import jakarta.servlet.http.HttpServletRequest;

import java.io.IOException;
import java.time.Duration;

/** The body as the client sends it. Used by one thread. */
final class ClientBody {

    private final ReceivedBody in;
    private final BodyReadiness readiness;
    private final ReadDeadlines.ReadDeadline deadline;
    private long received;
    private boolean ended;

    ClientBody(HttpServletRequest request, ReadDeadlines deadlines) throws IOException {
        this.in = new ReceivedBody(request);
        this.readiness = BodyReadiness.of(request);
        this.deadline = deadlines.of(request);
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
    boolean await(Patience patience) {
        long since = System.nanoTime();
        boolean ready = isReadyWithin(patience.left());
        patience.note(0, System.nanoTime() - since);
        return ready;
    }

    private boolean isReadyWithin(long nanos) {
        try {
            return readiness.await(nanos);
        } catch (IOException e) {
            // A read meets the same failure, and answers it.
            return true;
        }
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

    /**
     * Reads like {@link #read(byte[], int, int)} what {@link #await} has told of. That takes no
     * time, unless it is the beginning of a chunk, the rest of which does not come.
     *
     * @throws MalformedRequest if the body broke off, or the read takes longer than the limit
     */
    int readWithin(Duration limit, byte[] bytes, int offset, int count) {
        try {
            return deadline.within(limit.toNanos(), () -> read(bytes, offset, count));
        } catch (IOException e) {
            throw ReceivedBody.failure(e);
        }
    }
}
