package io.tabularium.application.command;

import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.receipt.KeyedRequest;
import io.tabularium.domain.receipt.Once;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.BulkOptions;
import io.tabularium.domain.record.BulkReport;
import io.tabularium.domain.record.KeptOutcome;
import io.tabularium.domain.record.RecordWriter;
import io.tabularium.domain.schema.Schema;

import java.util.Optional;

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
    public BulkReport handle(Schema schema, BulkOptions options, BulkSource source) {
        return source.load(rows -> load(new BulkLoad(schema, options, rows)));
    }

    /**
     * As {@link #handle(Schema, BulkOptions, BulkSource)}, unless it was done before. What stored
     * nothing, a dry run or an aborted load, leaves no receipt.
     *
     * @throws TabulariumException.RequestInProgress if a request under that key is under way
     * @throws TabulariumException.IdempotencyKeyReused if the key stands for another request
     */
    public Once<BulkReport, KeptOutcome.Load> handle(
            Schema schema, BulkOptions options, BulkSource source, KeyedRequest request) {
        return writer.load(
                request,
                () ->
                        source.load(
                                rows ->
                                        load(
                                                new BulkLoad(
                                                        schema,
                                                        options,
                                                        rows,
                                                        Optional.of(request)))));
    }

    private BulkReport load(BulkLoad load) {
        writer.load(load);
        return load.report();
    }
}
