package io.tabularium.application.query;

import io.tabularium.domain.TabulariumException.RecordNotFound;
import io.tabularium.domain.record.DataRecord;
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
     * @throws RecordNotFound if there is none
     */
    public DataRecord handle(Schema schema, RecordId id) {
        return reader.find(schema, id)
                .orElseThrow(() -> new RecordNotFound(schema.name().value(), id.toString()));
    }
}
