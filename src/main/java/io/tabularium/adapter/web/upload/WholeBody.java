package io.tabularium.adapter.web.upload;

import io.tabularium.adapter.web.admission.Admission;
import io.tabularium.adapter.web.admission.Load;
import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.TabulariumException.TooLarge;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

import java.time.Duration;

/**
 * The body of a request that is no bulk load. The request keeps its place while the body comes
 * fast. For a client that is slow it gives the place back, receives the rest with a place among
 * {@link Load#SLOW_UPLOADS}, and takes another. Used by the thread of the request.
 */
final class WholeBody implements AutoCloseable {

    /** How long the client is waited for with the place, beyond the time that its bytes take. */
    private static final Duration GRACE = Duration.ofMillis(200);

    private final HttpServletRequest request;
    private final ClientBody client;
    private final UploadLimits limits;
    private final Spool spool;
    private final long maxBytes;
    private final Patience patience;

    WholeBody(
            HttpServletRequest request,
            ClientBody client,
            UploadLimits limits,
            SpoolRoom.Share room,
            long maxBytes) {
        this.request = request;
        this.client = client;
        this.limits = limits;
        this.spool = new Spool(room);
        this.maxBytes = maxBytes;
        this.patience = new Patience(limits, GRACE);
    }

    /**
     * Receives the body; at the end the request has a place of the kind that it had.
     *
     * @throws TabulariumException if the body breaks off or comes too slowly, or there is no room
     *     for it, or no place
     */
    void receive() {
        while (!isReceived() && client.await(patience)) {
            if (!receiveFastPiece()) {
                // Without room it is read while it comes, as it comes fast.
                return;
            }
        }
        if (!isReceived()) {
            Admission admission = Admission.of(request);
            Load load = admission.load();
            admission.moveTo(Load.SLOW_UPLOADS);
            while (!isReceived()) {
                receiveSlowPiece();
            }
            admission.moveTo(load, limits.maxWait());
        }
    }

    /** The request, whose input stream reads the body that was received. */
    HttpServletRequest request() {
        return new HttpServletRequestWrapper(request) {
            @Override
            public ServletInputStream getInputStream() {
                return new UploadInput(WholeBody.this::read);
            }
        };
    }

    @Override
    public void close() {
        spool.close();
    }

    private boolean isReceived() {
        return client.hasEnded() || spool.length() > maxBytes;
    }

    /** Receives nothing if there is no room for it, and returns false. */
    private boolean receiveFastPiece() {
        byte[] piece = new byte[nextPiece()];
        if (spool.reserve(piece.length) != null) {
            return false;
        }
        keep(piece, client.readWithin(limits.readTime(), piece, 0, piece.length));
        return true;
    }

    private void receiveSlowPiece() {
        byte[] piece = new byte[nextPiece()];
        spool.requireRoom(piece.length);
        keep(piece, client.read(piece, 0, piece.length));
    }

    /** Most bodies are short, and say so. One byte more is enough to find the end. */
    private int nextPiece() {
        long length = request.getContentLengthLong();
        return length < 0
                ? spool.nextPiece()
                : Math.toIntExact(Math.clamp(length - spool.length(), 1, spool.nextPiece()));
    }

    private void keep(byte[] piece, int count) {
        if (count > 0) {
            spool.keep(piece, count);
            patience.note(count, 0);
        }
    }

    private int read(long position, byte[] bytes, int offset, int count) {
        if (position < spool.length()) {
            return spool.read(position, bytes, offset, count);
        }
        if (spool.length() > maxBytes) {
            throw new TooLarge("The body is longer than any that is read.");
        }
        return client.hasEnded() ? -1 : client.read(bytes, offset, count);
    }
}
