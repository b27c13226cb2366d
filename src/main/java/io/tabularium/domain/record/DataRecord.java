package io.tabularium.domain.record;

import io.tabularium.domain.schema.Schema;

import java.time.Instant;

/**
 * A stored record.
 *
 * @param sequence its place in the order of creation within its schema; constant for its life
 * @param version from 1, one more with each change
 * @param createdAt with microseconds
 * @param updatedAt with microseconds
 */
public record DataRecord(
        RecordId id,
        long sequence,
        long version,
        Instant createdAt,
        Instant updatedAt,
        RecordData data) {

    public Schema schema() {
        return data.schema();
    }
}
