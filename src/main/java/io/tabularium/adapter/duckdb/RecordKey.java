package io.tabularium.adapter.duckdb;

import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.schema.SchemaName;

/** What identifies a record among those of all schemas. */
record RecordKey(SchemaName schema, RecordId id) {

    static RecordKey of(Mutation mutation) {
        return new RecordKey(mutation.schema().name(), mutation.id());
    }

    static RecordKey of(DataRecord dataRecord) {
        return new RecordKey(dataRecord.schema().name(), dataRecord.id());
    }
}
