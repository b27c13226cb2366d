package io.tabularium.adapter.jdbc.cache;

import static java.util.stream.Collectors.joining;

import io.tabularium.domain.query.Projection;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.schema.Schema;

import java.util.Optional;

/**
 * The known states of a schema's records, each found by its {@link RecordState}. A state never
 * changes, so a state that is found is right for every snapshot that has it, however old either is.
 * Thread-safe.
 */
public final class States {

    /** Names all properties; a property's name is never empty. */
    private static final String WHOLE = "";

    private final RecordCache cache;
    private final long epoch;
    private final Projection projection;
    private final String shown;

    States(RecordCache cache, long epoch, Schema schema, Projection projection) {
        this.cache = cache;
        this.epoch = epoch;
        this.projection = projection;
        this.shown = projection.isWhole(schema) ? WHOLE : names(projection);
    }

    private static String names(Projection projection) {
        return projection.properties().stream()
                .map(property -> property.name().value())
                .collect(joining(",", ".", ""));
    }

    /** The record in that state; null for what is outside the projection. */
    public Optional<DataRecord> find(RecordState state) {
        Optional<DataRecord> whole = find(state, WHOLE);
        if (shown.equals(WHOLE)) {
            return whole;
        }
        return whole.map(dataRecord -> dataRecord.showing(projection)).or(() -> find(state, shown));
    }

    private Optional<DataRecord> find(RecordState state, String known) {
        return cache.find(new CacheKey.OfState(epoch, state.sequence(), known), DataRecord.class)
                .filter(dataRecord -> dataRecord.version() == state.version());
    }

    /**
     * Keeps the state of a record.
     *
     * @param dataRecord committed, and with every property of the projection
     */
    public void keep(DataRecord dataRecord) {
        cache.keep(new CacheKey.OfState(epoch, dataRecord.sequence(), shown), dataRecord);
    }
}
