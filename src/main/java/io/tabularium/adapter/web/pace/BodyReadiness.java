package io.tabularium.adapter.web.pace;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.ContinueResponseTiming;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Tells whether more of a body has come, which a blocking read cannot: that waits. Used by the
 * thread of the request.
 */
public final class BodyReadiness {

    private static final String ATTRIBUTE = BodyReadiness.class.getName();

    private static final long SHORTEST_PAUSE = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

    private final Request request;

    private BodyReadiness(Request request) {
        this.request = request;
    }

    /**
     * The readiness of a request that came through the {@link Watch}.
     *
     * @throws IllegalStateException if it did not
     */
    public static BodyReadiness of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof BodyReadiness readiness) {
            return readiness;
        }
        throw new IllegalStateException("the request did not come through the valve");
    }

    /** The request as Tomcat has it. */
    org.apache.coyote.Request received() {
        return request.getCoyoteRequest();
    }

    /**
     * Waits until there is something to read, or the body is at its end or broken; returns whether
     * that is so in the given time. The client that waits to be asked for its body is asked.
     */
    public boolean await(long nanos) throws IOException {
        long since = System.nanoTime();
        long pause = SHORTEST_PAUSE;
        while (!isReady()) {
            long left = nanos - (System.nanoTime() - since);
            if (left <= 0) {
                return false;
            }
            LockSupport.parkNanos(Math.min(pause, left));
            pause = Math.min(LONGEST_PAUSE, 2 * pause);
        }
        return true;
    }

    /** Whether so many bytes of the body are here, which no read of them would wait for. */
    public boolean hasCome(long bytes) throws IOException {
        return bytes == 0 || request.getInputStream().available() >= bytes;
    }

    private boolean isReady() throws IOException {
        if (request.getInputStream().available() > 0) {
            return true;
        }
        org.apache.coyote.Request received = request.getCoyoteRequest();
        if (received.hasExpectation()) {
            received.action(ActionCode.ACK, ContinueResponseTiming.ON_REQUEST_BODY_READ);
        }
        AtomicBoolean ended = new AtomicBoolean();
        received.action(ActionCode.REQUEST_BODY_FULLY_READ, ended);
        if (ended.get()) {
            return true;
        }
        // The parameter makes Tomcat look at the connection, without waiting.
        received.action(ActionCode.AVAILABLE, true);
        return received.getAvailable() > 0;
    }

    /** Lets the readiness of each request be known. Thread-safe. */
    public static final class Watch extends ValveBase {

        @Override
        public void invoke(Request request, Response response)
                throws IOException, ServletException {
            request.setAttribute(ATTRIBUTE, new BodyReadiness(request));
            getNext().invoke(request, response);
        }
    }
}
