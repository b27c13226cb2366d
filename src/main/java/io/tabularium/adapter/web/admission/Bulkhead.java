package io.tabularium.adapter.web.admission;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tabularium.adapter.web.access.Caller;
import io.tabularium.domain.TabulariumException.Overloaded;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

/**
 * Lets a limited number of requests of one kind in at a time. A few more may wait for a short time;
 * the rest is refused at once. Places go to waiting requests in the order in which they came. Where
 * the client decides how long a place is held, one caller may have half of the places, and half of
 * those that wait may be its requests. Such a request first waits for the share of its caller, in
 * no defined order, and then for a place. Thread-safe.
 */
public final class Bulkhead implements MeterBinder {

    private final Load load;
    private final Size size;
    private final Semaphore places;
    private final @Nullable CallerShares shares;
    private final @Nullable CallerShares waitingShares;
    private final AtomicInteger waiting = new AtomicInteger();
    private final LongAdder rejected = new LongAdder();

    Bulkhead(Load load, Size size) {
        this.load = load;
        this.size = size;
        this.places = new Semaphore(size.limit(), true);
        this.shares = load.isShared() ? CallerShares.halves(size.limit()) : null;
        this.waitingShares = load.isShared() ? CallerShares.halves(size.maxWaiting()) : null;
    }

    /**
     * How much a bulkhead holds.
     *
     * @param limit requests at a time, at least 1
     * @param maxWaiting requests that wait for a place, at least 0
     * @param maxWait how long each waits at most
     */
    public record Size(int limit, int maxWaiting, Duration maxWait) {

        public Size {
            if (limit < 1 || maxWaiting < 0 || maxWait.isNegative()) {
                throw new IllegalArgumentException("a bulkhead with room for nothing");
            }
        }

        /** How many requests occupy a thread at most. */
        int threads() {
            return limit + maxWaiting;
        }
    }

    /** Whether one caller may have half of the places only. */
    boolean isShared() {
        return shares != null;
    }

    /**
     * Takes a place for a request.
     *
     * @param caller see {@link Caller#idOf}; not looked at if callers have no shares
     * @throws Overloaded if none becomes free in time, or too many wait already, of all callers or
     *     of this one
     */
    Place enter(String caller) {
        try {
            if (!tryEnter(caller, 0) && !await(caller)) {
                throw refusal();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refusal();
        }
        return new Place(caller);
    }

    /**
     * Takes a place like {@link #enter(String)}, but waits for another time and does not count as
     * one of those that wait. For requests that hold a place of another bulkhead meanwhile, which
     * bounds their number.
     *
     * @throws Overloaded if none becomes free in time
     */
    Place enter(String caller, Duration wait) {
        try {
            if (!tryEnter(caller, wait.toNanos())) {
                throw refusal();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refusal();
        }
        return new Place(caller);
    }

    /** A place that one request holds. Used by one thread. */
    final class Place {

        private final String caller;

        private Place(String caller) {
            this.caller = caller;
        }

        /** Gives the place to the next. To be called once. */
        void leave() {
            places.release();
            if (shares != null) {
                shares.giveBack(caller, 1);
            }
        }
    }

    private boolean tryEnter(String caller, long nanos) throws InterruptedException {
        long since = System.nanoTime();
        if (shares != null && !shares.take(caller, 1, nanos)) {
            return false;
        }
        boolean entered = false;
        try {
            long left = nanos - (System.nanoTime() - since);
            entered = places.tryAcquire(Math.max(0, left), TimeUnit.NANOSECONDS);
        } finally {
            if (!entered && shares != null) {
                shares.giveBack(caller, 1);
            }
        }
        return entered;
    }

    private boolean await(String caller) throws InterruptedException {
        if (!startWaiting(caller)) {
            return false;
        }
        try {
            return tryEnter(caller, size.maxWait().toNanos());
        } finally {
            stopWaiting(caller);
        }
    }

    /** Returns false if too many wait already, of all callers or of this one. */
    private boolean startWaiting(String caller) {
        if (waitingShares != null && !waitingShares.take(caller, 1)) {
            return false;
        }
        if (waiting.incrementAndGet() > size.maxWaiting()) {
            stopWaiting(caller);
            return false;
        }
        return true;
    }

    private void stopWaiting(String caller) {
        waiting.decrementAndGet();
        if (waitingShares != null) {
            waitingShares.giveBack(caller, 1);
        }
    }

    private Overloaded refusal() {
        rejected.increment();
        boolean isOfCaller = shares != null && places.availablePermits() > 0;
        return new Overloaded(
                "Too many "
                        + load.plural()
                        + (isOfCaller ? " of this caller" : "")
                        + " are under way.",
                load.retryAfter());
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge("limit", "Requests that may be let in at a time", Bulkhead::limit).register(registry);
        gauge("in_use", "Requests that are let in now", Bulkhead::inUse).register(registry);
        gauge("waiting", "Requests that wait to be let in", Bulkhead::waiting).register(registry);
        FunctionCounter.builder("tabularium.bulkhead.rejected", rejected, LongAdder::sum)
                .description("Requests that were refused because too many were under way")
                .tag("bulkhead", load.tag())
                .register(registry);
    }

    int limit() {
        return size.limit();
    }

    int inUse() {
        return size.limit() - places.availablePermits();
    }

    int waiting() {
        return waiting.get();
    }

    private Gauge.Builder<Bulkhead> gauge(
            String name, String description, ToDoubleFunction<Bulkhead> value) {
        return Gauge.builder("tabularium.bulkhead." + name, this, value)
                .description(description)
                .tag("bulkhead", load.tag());
    }
}
