package io.tabularium.application.query;

import io.tabularium.domain.query.Filter;
import io.tabularium.domain.record.RecordReader;
import io.tabularium.domain.schema.Schema;

/** Counts the records that match a filter. Thread-safe. */
public final class CountRecordsHandler {

    private final RecordReader reader;

    public CountRecordsHandler(RecordReader reader) {
        this.reader = reader;
    }

    /** The number of matches, exactly. */
    public long handle(Schema schema, Filter filter) {
        return reader.count(schema, filter);
    }
}
