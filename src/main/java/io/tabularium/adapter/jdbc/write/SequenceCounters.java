package io.tabularium.adapter.jdbc.write;

import io.tabularium.domain.schema.SchemaName;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;

/**
 * Hands out places in the order of creation, for each schema its own, always growing, not without
 * gaps. They go on behind the last that is stored, so that after a new start the place of a record
 * is given again if it was the newest and is deleted. Thread-safe.
 */
public final class SequenceCounters implements Sequences {

    private final Map<SchemaName, AtomicLong> last = new ConcurrentHashMap<>();
    private final ToLongFunction<SchemaName> lastStored;

    /**
     * @param lastStored the last place that is taken in storage, 0 if none; asked once for each
     *     schema at least, before its first place is given
     */
    public SequenceCounters(ToLongFunction<SchemaName> lastStored) {
        this.lastStored = lastStored;
    }

    /** Asks for the last place that is stored, unless that is done: it may take its time. */
    public void start(SchemaName schema) {
        if (!last.containsKey(schema)) {
            // Whoever asks meanwhile gets the same answer: nothing is stored before this.
            last.putIfAbsent(schema, new AtomicLong(lastStored.applyAsLong(schema)));
        }
    }

    /** The next place of a schema; to be started before. */
    @Override
    public long next(SchemaName schema) {
        @Nullable AtomicLong started = last.get(schema);
        if (started == null) {
            throw new IllegalStateException("the places of %s are not started".formatted(schema));
        }
        return started.incrementAndGet();
    }
}
