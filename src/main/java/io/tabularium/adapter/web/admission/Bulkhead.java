package io.tabularium.adapter.web.admission;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tabularium.domain.TabulariumException.Overloaded;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

/**
 * Lets so many requests of one kind in at a time. A few more may wait, in the order in which they
 * came and for a short time; the rest is refused at once. Thread-safe.
 */
public final class Bulkhead implements MeterBinder {

    private final Load load;
    private final Size size;
    private final Semaphore places;
    private final AtomicInteger waiting = new AtomicInteger();
    private final LongAdder rejected = new LongAdder();

    Bulkhead(Load load, Size size) {
        this.load = load;
        this.size = size;
        this.places = new Semaphore(size.limit(), true);
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

    /**
     * Takes a place, which is to be given back by {@link #leave}.
     *
     * @throws Overloaded if none becomes free in time, or too many wait already
     */
    void enter() {
        try {
            if (!places.tryAcquire(0, TimeUnit.NANOSECONDS) && !await()) {
                throw refusal();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refusal();
        }
    }

    /**
     * Takes a place like {@link #enter()}, but waits for another time and does not count as one of
     * those that wait. For requests that hold a place of another bulkhead meanwhile, which bounds
     * their number.
     *
     * @throws Overloaded if none becomes free in time
     */
    void enter(Duration wait) {
        try {
            if (!places.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw refusal();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refusal();
        }
    }

    /** Gives the place to the next. */
    void leave() {
        places.release();
    }

    private boolean await() throws InterruptedException {
        if (waiting.incrementAndGet() > size.maxWaiting()) {
            waiting.decrementAndGet();
            return false;
        }
        try {
            return places.tryAcquire(size.maxWait().toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            waiting.decrementAndGet();
        }
    }

    private Overloaded refusal() {
        rejected.increment();
        return new Overloaded("Too many " + load.plural() + " are under way.", load.retryAfter());
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
