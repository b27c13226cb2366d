package io.tabularium.application.command;

import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.receipt.KeyedRequest;
import io.tabularium.domain.receipt.Once;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.KeptOutcome;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.RecordDraft;
import io.tabularium.domain.record.RecordIdGenerator;
import io.tabularium.domain.record.RecordWriter;

/** Creates a record under an identifier of the server's making. Thread-safe. */
public final class CreateRecordHandler {

    private final RecordWriter writer;
    private final RecordIdGenerator ids;

    public CreateRecordHandler(RecordWriter writer, RecordIdGenerator ids) {
        this.writer = writer;
        this.ids = ids;
    }

    /**
     * Validates, stores and returns the record.
     *
     * @throws TabulariumException.InvalidRecord if the draft violates its schema
     * @throws TabulariumException.DuplicateRecord if a unique key is taken
     */
    public DataRecord handle(RecordDraft draft) {
        return writer.write(creation(draft)).record();
    }

    /**
     * As {@link #handle(RecordDraft)}, unless it was done before. The draft is validated only if it
     * was not.
     *
     * @throws TabulariumException.RequestInProgress if a request under that key is under way
     * @throws TabulariumException.IdempotencyKeyReused if the key stands for another request
     */
    public Once<DataRecord, KeptOutcome.Creation> handle(RecordDraft draft, KeyedRequest request) {
        return writer.create(request, () -> creation(draft));
    }

    private Mutation.Create creation(RecordDraft draft) {
        return new Mutation.Create(ids.next(), draft.toData());
    }
}
