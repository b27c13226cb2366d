package io.tabularium.adapter.duckdb;

import io.tabularium.domain.schema.SchemaName;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;

/**
 * Hands out places in the order of creation, for each schema its own, always growing, not without
 * gaps. They go on behind the last that is stored, so that after a new start the place of a record
 * is given again if it was the newest and is deleted. Thread-safe.
 */
final class SequenceCounters {

    private final Map<SchemaName, AtomicLong> last = new ConcurrentHashMap<>();
    private final ToLongFunction<SchemaName> lastStored;

    /**
     * @param lastStored the last place that is taken in storage, 0 if none; asked once for each
     *     schema, when its first place is needed
     */
    SequenceCounters(ToLongFunction<SchemaName> lastStored) {
        this.lastStored = lastStored;
    }

    long next(SchemaName schema) {
        return last.computeIfAbsent(schema, name -> new AtomicLong(lastStored.applyAsLong(name)))
                .incrementAndGet();
    }
}
