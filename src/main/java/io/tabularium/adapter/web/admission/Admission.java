package io.tabularium.adapter.web.admission;

import io.tabularium.domain.TabulariumException.Overloaded;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** The place that a request holds in a bulkhead. Used by the thread of the request. */
public final class Admission {

    private static final String ATTRIBUTE = Admission.class.getName();

    private final Bulkheads bulkheads;
    private @Nullable Bulkhead held;

    private Admission(Bulkheads bulkheads) {
        this.bulkheads = bulkheads;
    }

    /**
     * Lets a request in.
     *
     * @throws Overloaded if there is no place
     */
    static void begin(HttpServletRequest request, Bulkheads bulkheads, Load load) {
        Admission admission = new Admission(bulkheads);
        admission.moveTo(load);
        request.setAttribute(ATTRIBUTE, admission);
    }

    /** Gives back the place that a request holds, if it holds one. */
    static void end(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Admission admission) {
            request.removeAttribute(ATTRIBUTE);
            admission.leave();
        }
    }

    /**
     * The place of a request that was let in.
     *
     * @throws IllegalStateException if it was not
     */
    public static Admission of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Admission admission) {
            return admission;
        }
        throw new IllegalStateException("the request was not let in");
    }

    /**
     * Gives back the place that is held, and takes one in another bulkhead.
     *
     * @throws Overloaded if there is none; the request holds no place then
     */
    public void moveTo(Load load) {
        leave();
        Bulkhead next = bulkheads.of(load);
        next.enter();
        held = next;
    }

    /**
     * Waits for a place in another bulkhead, and gives back the one that is held once there is.
     *
     * @throws Overloaded if there is none in that time; the request keeps its place then
     */
    public void moveTo(Load load, Duration wait) {
        Bulkhead next = bulkheads.of(load);
        next.enter(wait);
        leave();
        held = next;
    }

    private void leave() {
        if (held != null) {
            held.leave();
            held = null;
        }
    }
}
