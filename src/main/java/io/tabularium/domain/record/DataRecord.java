package io.tabularium.domain.record;

import io.tabularium.domain.query.Projection;
import io.tabularium.domain.schema.Schema;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.function.Function;

/** A stored record. Immutable and thread-safe. */
public final class DataRecord {

    private final RecordId id;
    private final long sequence;
    private final long version;
    private final Instant createdAt;
    private final Instant updatedAt;
    private final RecordData data;
    private volatile byte @Nullable [] representation;

    /** Whether the record was encoded before. Two threads may both see false. */
    private volatile boolean wasEncoded;

    /**
     * @param sequence its place in the order of creation within its schema; constant for its life
     * @param version from 1, one more with each change
     * @param createdAt with microseconds
     * @param updatedAt with microseconds
     */
    public DataRecord(
            RecordId id,
            long sequence,
            long version,
            Instant createdAt,
            Instant updatedAt,
            RecordData data) {
        this.id = id;
        this.sequence = sequence;
        this.version = version;
        this.createdAt = createdAt;
        this.updatedAt = updatedAt;
        this.data = data;
    }

    public RecordId id() {
        return id;
    }

    public long sequence() {
        return sequence;
    }

    public long version() {
        return version;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    public RecordData data() {
        return data;
    }

    public Schema schema() {
        return data.schema();
    }

    /** The same record at another place in the order of creation. */
    DataRecord placedAt(long place) {
        return new DataRecord(id, place, version, createdAt, updatedAt, data);
    }

    /** The same record with null for every property outside the projection. */
    public DataRecord showing(Projection projection) {
        return new DataRecord(
                id, sequence, version, createdAt, updatedAt, data.showing(projection));
    }

    /**
     * The one representation of the record, kept with it from the second time on that it is asked
     * for. The first time it is null, and the caller encodes the record to where its bytes go: most
     * records are encoded once in their life. One that is encoded again is held by somebody and may
     * be read often.
     *
     * @param encoder gives equal bytes for equal records; threads that race may each call it
     * @return not to be changed
     */
    public byte @Nullable [] representation(Function<DataRecord, byte[]> encoder) {
        byte[] known = representation;
        if (known == null && wasEncoded) {
            known = encoder.apply(this);
            representation = known;
        }
        wasEncoded = true;
        return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DataRecord that
                && id.equals(that.id)
                && sequence == that.sequence
                && version == that.version
                && createdAt.equals(that.createdAt)
                && updatedAt.equals(that.updatedAt)
                && data.equals(that.data);
    }

    @Override
    public int hashCode() {
        return 31 * id.hashCode() + Long.hashCode(version);
    }

    @Override
    public String toString() {
        return "%s version %d at %d, created %s, updated %s: %s"
                .formatted(id, version, sequence, createdAt, updatedAt, data);
    }
}
