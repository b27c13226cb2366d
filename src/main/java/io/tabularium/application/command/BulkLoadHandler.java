package io.tabularium.application.command;

import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.BulkOptions;
import io.tabularium.domain.record.BulkReport;
import io.tabularium.domain.record.RecordSource;
import io.tabularium.domain.record.RecordWriter;
import io.tabularium.domain.schema.Schema;

/** Loads many records at once, in memory that does not grow with their number. Thread-safe. */
public final class BulkLoadHandler {

    private final RecordWriter writer;

    public BulkLoadHandler(RecordWriter writer) {
        this.writer = writer;
    }

    /**
     * Takes the rows to the end of the input and reports what came of them. Rows that violate the
     * schema or a unique key are part of the report, not exceptions.
     *
     * @throws TabulariumException if the input as a whole cannot be read; nothing was stored then
     */
    public BulkReport handle(Schema schema, BulkOptions options, RecordSource rows) {
        BulkLoad load = new BulkLoad(schema, options, rows);
        writer.load(load);
        return load.report();
    }
}
