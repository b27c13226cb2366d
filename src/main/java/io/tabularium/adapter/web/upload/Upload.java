package io.tabularium.adapter.web.upload;

import io.tabularium.adapter.web.admission.Admission;
import io.tabularium.adapter.web.admission.Load;
import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.TabulariumException.Overloaded;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The body of one bulk load. Its first bytes are received before the load has a slot. If they come
 * fast, the load takes a slot and reads on from the client, and what it reads is also written to a
 * file, as far as there is room. If they come slowly, or the client becomes slow during the load,
 * the load gives way: it is undone, its slot is free, the body is received to its end, and the load
 * begins anew with a body that is all here. So no slot is held for a client that is waited for
 * longer than the patience. Only a load that has read more than there is room for cannot begin
 * anew; its client is waited for ten times as long. Used by the thread of the request.
 */
public final class Upload implements AutoCloseable {

    /** A client that sends this much in time is fast. Most bodies are smaller. */
    private static final long BYTES_AHEAD = 1L << 20;

    private static final int PIECE_BYTES = 64 * 1_024;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final UploadLimits limits;
    private final long maxBytes;
    private final Admission admission;
    private final ClientBody client;
    private final HttpServletRequest request;
    private final Spool spool;
    private Patience patience;
    private State state = State.BEGUN;

    /** What an upload does, and the place that it holds meanwhile. */
    private enum State {
        /** Receives the first bytes, with a place among {@link Load#UPLOADS}. */
        BEGUN,
        /** Receives all of the body, with a place among {@link Load#SLOW_UPLOADS}. */
        SLOW,
        /** A load reads the body, with a slot: a place among {@link Load#BULKS}. */
        LOADING,
        /** The load is being undone, as the client has become slow; still with the slot. */
        GIVING_WAY,
        /** The load has ended, with a place among {@link Load#BULK_ANSWERS}. */
        LOADED
    }

    Upload(
            HttpServletRequest request,
            ClientBody client,
            UploadLimits limits,
            SpoolRoom.Share room,
            long maxBytes) {
        this.limits = limits;
        this.maxBytes = maxBytes;
        this.admission = Admission.of(request);
        this.client = client;
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
     * to wait too long for the client, it is done again once all of the body is here. The slot is
     * given back when the work has ended, before the answer is sent, which the client may take
     * slowly. The place for the answer is taken before the slot, so that a load for whose answer
     * there is none is refused before it begins.
     *
     * @param work reads the body from its first byte; leaves nothing behind when it fails
     * @throws TabulariumException if there is no slot, the body cannot be received, or whatever the
     *     work throws
     */
    public <T> T inSlot(Supplier<T> work) {
        receiveAhead();
        while (true) {
            try {
                takeSlot();
                return work.get();
            } catch (RuntimeException e) {
                if (state != State.GIVING_WAY) {
                    throw e;
                }
            } finally {
                leaveSlot();
            }
            receiveRest();
        }
    }

    @Override
    public void close() {
        spool.close();
    }

    /** Receives a little, to see how fast it comes, and all of it if it comes slowly. */
    private void receiveAhead() {
        patience = new Patience(limits);
        while (!isReceived() && spool.length() < BYTES_AHEAD) {
            if (!client.await(patience)) {
                receiveRest();
            } else if (!receivePieceIfRoom()) {
                return;
            }
        }
    }

    private void receiveRest() {
        if (isReceived()) {
            return;
        }
        admission.moveTo(Load.SLOW_UPLOADS);
        state = State.SLOW;
        while (!isReceived()) {
            receivePiece();
        }
    }

    /** Whether as much of the body is here as is to be received before the load. */
    private boolean isReceived() {
        return client.hasEnded() || spool.length() >= maxBytes;
    }

    /** Receives nothing if there is no room for it, and returns false. */
    private boolean receivePieceIfRoom() {
        byte[] piece = new byte[spool.nextPiece()];
        if (spool.reserve(piece.length) != null) {
            return false;
        }
        receive(piece);
        return true;
    }

    private void receivePiece() {
        byte[] piece = new byte[spool.nextPiece()];
        spool.requireRoom(piece.length);
        receive(piece);
    }

    /** Only a place for slow uploads is held for a client that stops within a chunk's size. */
    private void receive(byte[] piece) {
        int count =
                state == State.SLOW
                        ? client.read(piece, 0, piece.length)
                        : client.readWithin(limits.readTime(), piece, 0, piece.length);
        if (count > 0) {
            spool.keep(piece, count);
            patience.note(count, 0);
        }
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
        int wanted = Math.min(count, PIECE_BYTES);
        boolean keep = isKept() && spool.reserve(wanted) == null;
        if (!keep) {
            patience.lengthen();
        }
        if (!client.await(patience)) {
            throw tooSlow();
        }
        int read = client.readWithin(limits.readTime(), bytes, offset, wanted);
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

    private IOException tooSlow() {
        if (!isKept() || isReceived()) {
            throw new Overloaded(
                    "The body came too slowly while it was loaded, and was too long to begin anew.",
                    RETRY_AFTER);
        }
        state = State.GIVING_WAY;
        return new IOException("the load gives way");
    }

    /** A body that was received slowly has taken long, so its load waits longer than others. */
    private void takeSlot() {
        if (state == State.SLOW) {
            long since = System.nanoTime();
            admission.reserve(Load.BULK_ANSWERS, limits.maxWait());
            Duration waited = Duration.ofNanos(System.nanoTime() - since);
            admission.moveTo(Load.BULKS, limits.maxWait().minus(waited));
        } else {
            admission.reserve(Load.BULK_ANSWERS, Duration.ZERO);
            admission.moveTo(Load.BULKS);
        }
        state = State.LOADING;
        patience = new Patience(limits);
    }

    /** After a load that gave way or was refused, nothing is held. */
    private void leaveSlot() {
        if (state == State.LOADING) {
            admission.moveToReserved();
            state = State.LOADED;
        } else {
            admission.leave();
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
