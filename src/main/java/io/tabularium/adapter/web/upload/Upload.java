package io.tabularium.adapter.web.upload;

import io.tabularium.adapter.web.admission.Admission;
import io.tabularium.adapter.web.admission.Load;
import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.TabulariumException.Overloaded;
import io.tabularium.domain.TabulariumException.StorageUnavailable;
import io.tabularium.domain.TabulariumException.TooLarge;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The body of one bulk load. Its first bytes are received before the load has a slot. If they come
 * fast, the load takes a slot and reads on from the client, and what it reads is kept in a file, up
 * to a bound. If they come slowly, or the client becomes slow during the load, the load gives way:
 * it is undone, its slot is free, the body is received to its end, and the load begins anew with a
 * body that is all here. So no slot is held for a client that is waited for longer than the
 * patience. Used by the thread of the request.
 */
public final class Upload implements AutoCloseable {

    /** A client that sends this much in time is fast. Most bodies are smaller. */
    private static final long BYTES_AHEAD = 1L << 20;

    /** A load that has read more from its client cannot begin anew. */
    private static final long MAX_KEPT_BYTES = 256L << 20;

    private static final int PIECE_BYTES = 64 * 1_024;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final UploadLimits limits;
    private final SpoolRoom.Share room;
    private final long maxBytes;
    private final Admission admission;
    private final ClientBody client;
    private final HttpServletRequest request;
    private final Spool spool;
    private Patience patience;
    private boolean slow;
    private boolean gaveWay;

    Upload(HttpServletRequest request, UploadLimits limits, SpoolRoom.Share room, long maxBytes)
            throws IOException {
        this.limits = limits;
        this.room = room;
        this.maxBytes = maxBytes;
        this.admission = Admission.of(request);
        this.client = new ClientBody(request);
        this.request = new Received(request);
        this.spool = new Spool(room);
        this.patience = new Patience(limits);
    }

    /** The request, each input stream of which reads the body from its first byte on. */
    public HttpServletRequest request() {
        return request;
    }

    /**
     * Receives all of the body, without a slot.
     *
     * @throws TabulariumException if it breaks off, comes too slowly, or there is no room for it
     */
    public void receiveAll() {
        receiveAhead();
        receiveRest();
    }

    /**
     * Does work that reads the body, within a slot for bulk loads. If the work fails because it had
     * to wait too long for the client, it is done again once all of the body is here.
     *
     * @param work reads the body from its first byte; leaves nothing behind when it fails
     * @throws TabulariumException if there is no slot, the body cannot be received, or whatever the
     *     work throws
     */
    public <T> T inSlot(Supplier<T> work) {
        receiveAhead();
        takeSlot();
        try {
            return work.get();
        } catch (RuntimeException e) {
            if (!gaveWay) {
                throw e;
            }
        }
        receiveRest();
        takeSlot();
        return work.get();
    }

    /**
     * Gives the slot back before the answer is sent, which the client may take slowly. A request
     * for which there is no place among the slow ones keeps its slot.
     */
    public void leaveSlot() {
        if (slow) {
            // A repeated request was answered by its receipt: it never took a slot.
            return;
        }
        try {
            room.enter();
            slow = true;
            admission.moveTo(Load.SLOW_UPLOADS, Duration.ZERO);
        } catch (Overloaded e) {
            leaveSlow();
        }
    }

    @Override
    public void close() {
        leaveSlow();
        spool.close();
    }

    /** Receives a little, to see how fast it comes, and all of it if it comes slowly. */
    private void receiveAhead() {
        patience = new Patience(limits);
        while (!isReceived() && spool.length() < BYTES_AHEAD) {
            if (!isReadyInTime()) {
                receiveRest();
            } else if (!receivePiece()) {
                return;
            }
        }
    }

    private void receiveRest() {
        if (isReceived()) {
            return;
        }
        enterSlow();
        while (!isReceived()) {
            if (!receivePiece()) {
                throw noRoom();
            }
        }
    }

    /** Whether as much of the body is here as is to be received before the load. */
    private boolean isReceived() {
        return client.hasEnded() || spool.length() >= maxBytes;
    }

    /** Returns false if there is no room for it. */
    private boolean receivePiece() {
        int wanted = spool.leftInMemory() > 0 ? spool.leftInMemory() : PIECE_BYTES;
        if (!isKept() || !spool.reserve(wanted)) {
            return false;
        }
        byte[] piece = new byte[wanted];
        int count = client.read(piece, 0, piece.length);
        if (count > 0) {
            try {
                spool.append(piece, 0, count);
            } catch (IOException e) {
                throw new StorageUnavailable("The body cannot be kept.", e);
            }
            patience.note(count, 0);
        }
        return true;
    }

    /** Reads for the load that has the slot. */
    private int read(long position, byte[] bytes, int offset, int count) throws IOException {
        if (position < spool.length()) {
            return spool.read(position, bytes, offset, count);
        }
        if (client.hasEnded()) {
            return -1;
        }
        if (position != client.received()) {
            throw new IllegalStateException("these bytes of the body are not here any more");
        }
        if (!isReadyInTime()) {
            throw tooSlow();
        }
        int wanted = Math.min(count, PIECE_BYTES);
        boolean keep =
                isKept() && spool.length() + wanted <= MAX_KEPT_BYTES && spool.reserve(wanted);
        int read = client.read(bytes, offset, wanted);
        if (read > 0) {
            patience.note(read, 0);
            if (keep) {
                keep(bytes, offset, read);
            }
        }
        return read;
    }

    /** The load can do without, so a file that fails does not fail it. */
    private void keep(byte[] bytes, int offset, int count) {
        try {
            spool.append(bytes, offset, count);
        } catch (IOException e) {
            // What was received is not kept then, which isKept tells.
        }
    }

    /** Whether everything that was received is still here. */
    private boolean isKept() {
        return spool.length() == client.received();
    }

    private boolean isReadyInTime() {
        try {
            return client.await(patience);
        } catch (IOException e) {
            // A read meets the same failure, and answers it.
            return true;
        }
    }

    private IOException tooSlow() {
        if (!isKept()) {
            throw new Overloaded(
                    "The body came too slowly while it was loaded, and was too long to begin anew.",
                    RETRY_AFTER);
        }
        gaveWay = true;
        return new IOException("the load gives way");
    }

    private TabulariumException noRoom() {
        if (!room.canEverHold(spool.length() + PIECE_BYTES)) {
            return new TooLarge("The body comes slowly, and is too long for that.");
        }
        return new Overloaded("Too many slow uploads are under way.", RETRY_AFTER);
    }

    /** What was received slowly has taken long, so it is not refused as soon as others are. */
    private void takeSlot() {
        if (slow) {
            admission.moveTo(Load.BULKS, limits.maxWait());
            leaveSlow();
        } else {
            admission.moveTo(Load.BULKS);
        }
        patience = new Patience(limits);
    }

    private void enterSlow() {
        if (!slow) {
            room.enter();
            slow = true;
            admission.moveTo(Load.SLOW_UPLOADS);
        }
    }

    private void leaveSlow() {
        if (slow) {
            slow = false;
            room.leave();
        }
    }

    private final class Received extends HttpServletRequestWrapper {

        private Received(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() {
            return new UploadInput(Upload.this::read);
        }
    }
}
