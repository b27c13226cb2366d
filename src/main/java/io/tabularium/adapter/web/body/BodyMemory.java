package io.tabularium.adapter.web.body;

import io.tabularium.domain.TabulariumException.Overloaded;
import io.tabularium.domain.TabulariumException.TooLarge;

import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletRequest;

import java.time.Duration;

/**
 * Bounds the bytes of bodies that all requests together hold, so that many large ones at once are
 * refused and do not exhaust the heap. What a request took it gives back when it is answered. To be
 * registered as a listener. Thread-safe.
 */
public final class BodyMemory implements ServletRequestListener {

    private static final String ATTRIBUTE = BodyMemory.class.getName();

    /** Of each body, so many bytes do not count: most are smaller. */
    private static final int FREE_BYTES = 64 * 1_024;

    /**
     * Of a text of this length that is decoded, several copies are in the heap for a moment; most
     * bodies have shorter ones.
     */
    private static final long LONG_TEXT = 4L * 1_024 * 1_024;

    /**
     * A long text beside the bytes that it is decoded from: while it grows, and when it is done.
     */
    private static final int COPIES_OF_LONG_TEXT = 2;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final long capacity;
    private long taken;

    /**
     * @param capacity in bytes; a value with a text of several MiB takes three times its length
     */
    public BodyMemory(long capacity) {
        this.capacity = capacity;
    }

    /** The bytes of the largest record that a body can bring, if no other body is held. */
    public long largestRecord() {
        // Avoids an overflow where the capacity is without bound.
        return capacity / (1 + COPIES_OF_LONG_TEXT)
                + COPIES_OF_LONG_TEXT * LONG_TEXT / (1 + COPIES_OF_LONG_TEXT);
    }

    /** The share of that request, which has one body. */
    Share share(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Share known) {
            return known;
        }
        Share share = new Share();
        request.setAttribute(ATTRIBUTE, share);
        return share;
    }

    @Override
    public void requestDestroyed(ServletRequestEvent event) {
        if (event.getServletRequest().getAttribute(ATTRIBUTE) instanceof Share share) {
            giveBack(share, Long.MAX_VALUE);
        }
    }

    /** What one request holds. Used by one thread. */
    public final class Share {

        private long free = FREE_BYTES;
        private long length;
        private long counted;

        /**
         * Takes room for more bytes. Where there is none, what was taken is given back before
         * others can ask, so that of many bodies that do not fit together one goes on.
         *
         * @throws TooLarge if there could never be so much room
         * @throws Overloaded if there is none now
         */
        public void take(int bytes) {
            long more = Math.max(0, bytes - free);
            free = Math.max(0, free - bytes);
            if (more > capacity - counted) {
                BodyMemory.this.giveBack(this, counted);
                throw new TooLarge("What is made of the body takes more memory than there is.");
            }
            if (more > 0 && !grow(this, more)) {
                throw new Overloaded(
                        "Too many large bodies are being worked on at the same time.", RETRY_AFTER);
            }
        }

        /**
         * Takes room for more bytes of a value, and for what is made of them if it is one long
         * text.
         *
         * @throws TooLarge if there could never be so much room
         * @throws Overloaded if there is none now
         */
        void takeValue(int bytes) {
            long before = Math.max(LONG_TEXT, length);
            length += bytes;
            take(bytes + COPIES_OF_LONG_TEXT * (int) Math.max(0, length - before));
        }

        /**
         * Takes room for a number of copies of a text.
         *
         * @throws TooLarge if there could never be so much room
         * @throws Overloaded if there is none now
         */
        void take(long length, int copies) {
            if (length > capacity / copies) {
                throw new TooLarge(
                        "The texts of a query may have %d characters."
                                .formatted(capacity / copies));
            }
            take((int) Math.min(Integer.MAX_VALUE, length * copies));
        }

        /** Gives back room that is not needed any more. */
        public void giveBack(int bytes) {
            BodyMemory.this.giveBack(this, bytes);
        }
    }

    private synchronized boolean grow(Share share, long more) {
        if (taken + more > capacity) {
            giveBack(share, share.counted);
            return false;
        }
        taken += more;
        share.counted += more;
        return true;
    }

    private synchronized void giveBack(Share share, long bytes) {
        long fewer = Math.min(share.counted, bytes);
        taken -= fewer;
        share.counted -= fewer;
    }
}
