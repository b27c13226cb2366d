package io.tabularium.application.query;

import io.tabularium.domain.TabulariumException.Overloaded;
import io.tabularium.domain.TabulariumException.RecordNotFound;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.ReadMemory;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.record.RecordReader;
import io.tabularium.domain.schema.Schema;

/** Reads one record. Thread-safe. */
public final class GetRecordHandler {

    private final RecordReader reader;

    public GetRecordHandler(RecordReader reader) {
        this.reader = reader;
    }

    /**
     * The record of that id.
     *
     * @param room takes what the record needs before it is read
     * @throws RecordNotFound if there is none
     * @throws Overloaded if there is no room for it in time
     */
    public DataRecord handle(Schema schema, RecordId id, ReadMemory.Share room) {
        return reader.find(schema, id, room)
                .orElseThrow(() -> new RecordNotFound(schema.name().value(), id.toString()));
    }
}
