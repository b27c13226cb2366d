package io.tabularium.adapter.web.admission;

import io.tabularium.adapter.web.access.Caller;
import io.tabularium.domain.TabulariumException.Overloaded;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** The places that a request holds in bulkheads. Used by the thread of the request. */
public final class Admission {

    private static final String ATTRIBUTE = Admission.class.getName();

    private final HttpServletRequest request;
    private final Bulkheads bulkheads;
    private Load load;
    private Bulkhead.@Nullable Place held;
    private Bulkhead.@Nullable Place reserved;

    private Admission(HttpServletRequest request, Bulkheads bulkheads, Load load) {
        this.request = request;
        this.bulkheads = bulkheads;
        this.load = load;
    }

    /**
     * Lets a request in.
     *
     * @throws Overloaded if there is no place
     */
    static void begin(HttpServletRequest request, Bulkheads bulkheads, Load load) {
        Admission admission = new Admission(request, bulkheads, load);
        admission.moveTo(load);
        request.setAttribute(ATTRIBUTE, admission);
    }

    /** Gives back the places that a request holds, if it holds any. */
    static void end(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Admission admission) {
            request.removeAttribute(ATTRIBUTE);
            admission.leave();
        }
    }

    /**
     * The places of a request that was let in.
     *
     * @throws IllegalStateException if it was not
     */
    public static Admission of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Admission admission) {
            return admission;
        }
        throw new IllegalStateException("the request was not let in");
    }

    /** The kind of work for which the request got a place last. */
    public Load load() {
        return load;
    }

    /**
     * Gives back the place that is held, and takes one in another bulkhead. A reserved place stays.
     *
     * @throws Overloaded if there is none; the request holds no place then
     */
    public void moveTo(Load next) {
        leaveHeld();
        held = bulkheads.of(next).enter(callerFor(next));
        load = next;
    }

    /**
     * Waits for a place in another bulkhead, and gives back the place that is held once there is. A
     * reserved place stays.
     *
     * @throws Overloaded if there is none in that time; the request keeps its place then
     */
    public void moveTo(Load next, Duration wait) {
        Bulkhead.Place place = bulkheads.of(next).enter(callerFor(next), wait);
        leaveHeld();
        held = place;
        load = next;
    }

    /**
     * Waits for a place in a second bulkhead, for {@link #moveToReserved}.
     *
     * @throws Overloaded if there is none in that time; the request keeps its place then
     */
    public void reserve(Load load, Duration wait) {
        reserved = bulkheads.of(load).enter(callerFor(load), wait);
    }

    /** Gives back the place that is held, and keeps the reserved one. */
    public void moveToReserved() {
        leaveHeld();
        held = reserved;
        reserved = null;
    }

    /** Gives back the places that the request holds, if it holds any. */
    public void leave() {
        leaveHeld();
        if (reserved != null) {
            reserved.leave();
            reserved = null;
        }
    }

    /** Looked up only where it matters. */
    private String callerFor(Load load) {
        return bulkheads.of(load).isShared() ? Caller.idOf(request) : "";
    }

    private void leaveHeld() {
        if (held != null) {
            held.leave();
            held = null;
        }
    }
}
