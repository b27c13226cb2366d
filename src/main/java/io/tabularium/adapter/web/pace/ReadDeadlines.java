package io.tabularium.adapter.web.pace;

import jakarta.servlet.http.HttpServletRequest;

import org.apache.coyote.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Time limits for single reads of bodies. Tomcat limits the time between two bytes only, so a
 * client that sends the size of a chunk digit by digit could let one read wait for hours.
 * Thread-safe.
 */
public final class ReadDeadlines implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReadDeadlines.class);
    private static final String MISSED = ReadDeadlines.class.getName() + ".missed";
    private static final String THREAD_NAME = "tabularium-read-deadlines";

    /**
     * How often the reads under way are looked at. A task for each read would wake the thread for
     * each read.
     */
    private static final long TICK_MILLIS = 50;

    private final Set<Attempt> underWay = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer;

    public ReadDeadlines() {
        this.timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name(THREAD_NAME).daemon().factory());
        Future<?> _ =
                timer.scheduleWithFixedDelay(
                        () -> underWay.forEach(Attempt::stopIfLate),
                        TICK_MILLIS,
                        TICK_MILLIS,
                        TimeUnit.MILLISECONDS);
    }

    /** A blocking read. */
    @FunctionalInterface
    public interface Read {

        /** Reads as {@link java.io.InputStream#read(byte[])} does. */
        int perform() throws IOException;
    }

    /** Whether a read of the body of a request took too long. */
    public static boolean wasMissed(HttpServletRequest request) {
        return request.getAttribute(MISSED) != null;
    }

    /** The deadlines of a request. */
    public ReadDeadline of(HttpServletRequest request) {
        // A body of known length has no framing: each byte that comes ends the wait for it.
        boolean inChunks = request.getContentLengthLong() < 0;
        return new ReadDeadline(inChunks ? BodyReadiness.of(request).received() : null);
    }

    /** Time limits for the reads of one body. Used by the thread of the request. */
    public final class ReadDeadline {

        private final @Nullable Request chunked;

        private ReadDeadline(@Nullable Request chunked) {
            this.chunked = chunked;
        }

        /**
         * Does a read. If the body comes in chunks and the read takes longer than the time given,
         * the connection is closed for input, within 50 ms.
         *
         * @throws ClientTooSlow if the read took longer
         */
        public int within(long nanos, Read read) throws IOException {
            @Nullable ClosableProcessor processor =
                    chunked == null ? null : ClosableProcessor.of(chunked);
            if (chunked == null || processor == null) {
                return read.perform();
            }
            Attempt attempt = new Attempt(chunked, processor, nanos);
            underWay.add(attempt);
            int count;
            try {
                count = read.perform();
            } catch (IOException | RuntimeException e) {
                attempt.requireInTime();
                throw e;
            } finally {
                underWay.remove(attempt);
                attempt.end();
            }
            attempt.requireInTime();
            return count;
        }
    }

    /** Ends the thread; reads have no deadline from then on. */
    @Override
    public void close() {
        timer.shutdownNow();
    }

    /**
     * A read under way. Its lock makes sure that a connection is not closed for input once the read
     * has ended: it may serve another request then. Thread-safe.
     */
    private static final class Attempt {

        private final Request request;
        private final ClosableProcessor processor;
        private final long nanos;
        private final long since = System.nanoTime();
        private boolean ended;
        private boolean stopped;

        Attempt(Request request, ClosableProcessor processor, long nanos) {
            this.request = request;
            this.processor = processor;
            this.nanos = nanos;
        }

        synchronized void stopIfLate() {
            if (ended || stopped || System.nanoTime() - since <= nanos) {
                return;
            }
            stopped = true;
            try {
                processor.closeInput();
            } catch (IOException | RuntimeException e) {
                // Others are still to be looked at.
                LOG.atDebug().setCause(e).log("connection_was_closed");
            }
        }

        synchronized void end() {
            ended = true;
        }

        synchronized void requireInTime() throws ClientTooSlow {
            if (stopped) {
                request.setAttribute(MISSED, true);
                throw new ClientTooSlow();
            }
        }
    }
}
