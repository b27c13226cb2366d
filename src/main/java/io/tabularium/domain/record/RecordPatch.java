package io.tabularium.domain.record;

import io.tabularium.domain.schema.Schema;

/**
 * A JSON Merge Patch (RFC 7396) for one record.
 *
 * @param limits of the record that comes of it
 */
public record RecordPatch(
        RecordId id, RecordDraft patch, Precondition precondition, RecordLimits limits) {

    public Schema schema() {
        return patch.schema();
    }
}
