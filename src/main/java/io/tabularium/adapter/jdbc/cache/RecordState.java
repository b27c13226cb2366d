package io.tabularium.adapter.jdbc.cache;

import io.tabularium.domain.record.DataRecord;

/**
 * Names one state of one record. No two states share a name: a place in the order of creation is
 * given to one record only, and each change of a record gives it a new version.
 *
 * @param sequence the record's place in the order of creation
 * @param version of the record
 */
public record RecordState(long sequence, long version) {

    public static RecordState of(DataRecord dataRecord) {
        return new RecordState(dataRecord.sequence(), dataRecord.version());
    }
}
