package io.tabularium.adapter.web.pace;

import jakarta.servlet.http.HttpServletRequest;

import org.apache.coyote.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
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

    private final ScheduledThreadPoolExecutor timer;

    public ReadDeadlines() {
        this.timer =
                new ScheduledThreadPoolExecutor(
                        1,
                        Thread.ofPlatform().name(THREAD_NAME).daemon().factory(),
                        // Once closed, it takes no further deadline.
                        new ThreadPoolExecutor.DiscardPolicy());
        // A deadline that was met is not kept until its time comes.
        this.timer.setRemoveOnCancelPolicy(true);
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
         * the connection is closed for input.
         *
         * @param nanos from 1 on; less is taken for 1
         * @throws ClientTooSlow if the read took longer
         */
        public int within(long nanos, Read read) throws IOException {
            @Nullable ClosableProcessor processor =
                    chunked == null ? null : ClosableProcessor.of(chunked);
            if (chunked == null || processor == null) {
                return read.perform();
            }
            Attempt attempt = new Attempt(chunked, processor);
            Future<?> deadline =
                    timer.schedule(attempt::stop, Math.max(1, nanos), TimeUnit.NANOSECONDS);
            int count;
            try {
                count = read.perform();
            } catch (IOException | RuntimeException e) {
                attempt.requireInTime();
                throw e;
            } finally {
                deadline.cancel(false);
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
        private boolean ended;
        private boolean stopped;

        Attempt(Request request, ClosableProcessor processor) {
            this.request = request;
            this.processor = processor;
        }

        synchronized void stop() {
            if (ended) {
                return;
            }
            stopped = true;
            try {
                processor.closeInput();
            } catch (IOException e) {
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
