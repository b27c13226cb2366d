package io.tabularium.adapter.web.admission;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The bulkheads of the server, one for each kind of work. Thread-safe. */
public final class Bulkheads implements MeterBinder {

    private final Map<Load, Bulkhead> bulkheads = new EnumMap<>(Load.class);
    private final int threads;

    /**
     * @param sizes of every kind
     */
    public Bulkheads(Map<Load, Bulkhead.Size> sizes) {
        sizes.forEach((load, size) -> bulkheads.put(load, new Bulkhead(load, size)));
        for (Load load : Load.values()) {
            Objects.requireNonNull(sizes.get(load), load.plural());
        }
        this.threads = sizes.values().stream().mapToInt(Bulkhead.Size::threads).sum();
    }

    /** The threads that all requests in and before the bulkheads occupy at most. */
    public int threads() {
        return threads;
    }

    /**
     * Whether at most one request is let in or waits for it. Files and answers to bulk loads do not
     * count: sending them is no work for the storage.
     */
    public boolean isIdle() {
        int underWay = 0;
        for (Load load : Load.values()) {
            if (load != Load.FILES && load != Load.BULK_ANSWERS) {
                underWay += of(load).inUse() + of(load).waiting();
            }
        }
        return underWay <= 1;
    }

    Bulkhead of(Load load) {
        return Objects.requireNonNull(bulkheads.get(load));
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        bulkheads.values().forEach(bulkhead -> bulkhead.bindTo(registry));
    }
}
