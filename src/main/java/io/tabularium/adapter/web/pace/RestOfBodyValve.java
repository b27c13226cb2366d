package io.tabularium.adapter.web.pace;

import jakarta.servlet.ServletException;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads and drops the rest of a body whose request was answered early. A client that is still
 * sending might never see the answer if the connection were closed. The bytes, the time and the
 * number of clients are limited, because each client takes a thread. Other connections are broken
 * off. Thread-safe.
 */
public final class RestOfBodyValve extends ValveBase {

    /** How many threads are occupied with it at most. */
    public static final int MAX_THREADS = 16;

    private final Pace pace;
    private final long maxBytes;
    private final Semaphore threads = new Semaphore(MAX_THREADS);

    /**
     * @param maxBytes of one rest that are read
     */
    public RestOfBodyValve(Pace pace, long maxBytes) {
        this.pace = pace;
        this.maxBytes = maxBytes;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (hasRest(request)) {
            response.finishResponse();
            if (!isDropped(request)) {
                response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
            }
        }
    }

    private static boolean hasRest(Request request) {
        AtomicBoolean read = new AtomicBoolean();
        request.getCoyoteRequest().action(ActionCode.REQUEST_BODY_FULLY_READ, read);
        return !read.get();
    }

    private boolean isDropped(Request request) {
        // Reading would ask a client that waits for it to send what nobody wants.
        if (request.getCoyoteRequest().hasExpectation() || !threads.tryAcquire()) {
            return false;
        }
        try {
            return drop(request.getCoyoteRequest());
        } catch (IOException | IllegalArgumentException e) {
            // The second is Tomcat's: the head filled the buffer, so there is none for a body.
            return false;
        } finally {
            threads.release();
        }
    }

    private boolean drop(org.apache.coyote.Request request) throws IOException {
        Pace.Meter meter = pace.start();
        Dropped dropped = new Dropped();
        long bytes = 0;
        while (bytes < maxBytes && !meter.isTooSlow()) {
            long since = System.nanoTime();
            int count = request.doRead(dropped);
            if (count < 0) {
                return true;
            }
            meter.note(count, since);
            bytes += count;
        }
        return false;
    }

    /** Takes what is read as it comes, without a copy. */
    private static final class Dropped implements ApplicationBufferHandler {

        private ByteBuffer buffer = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer read) {
            buffer = read;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {}
    }
}
