package io.tabularium.application.command;

import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.receipt.ReceiptDraft;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordDraft;
import io.tabularium.domain.record.RecordIdGenerator;
import io.tabularium.domain.record.RecordWriter;

import java.util.Optional;
import java.util.function.Supplier;

/** Creates a record under an identifier of the server's making. Thread-safe. */
public final class CreateRecordHandler {

    private final RecordWriter writer;
    private final RecordIdGenerator ids;
    private final RepeatableRequests requests;

    public CreateRecordHandler(
            RecordWriter writer, RecordIdGenerator ids, RepeatableRequests requests) {
        this.writer = writer;
        this.ids = ids;
        this.requests = requests;
    }

    /**
     * Validates, stores and returns the record.
     *
     * @throws TabulariumException.InvalidRecord if the draft violates its schema
     * @throws TabulariumException.DuplicateRecord if a unique key is taken
     */
    public DataRecord handle(RecordDraft draft) {
        return create(draft.toData(), Optional.empty());
    }

    /**
     * As {@link #handle(RecordDraft)}, unless it was done before.
     *
     * @param data of the record; asked for once, and only if it was not done before
     * @throws TabulariumException.RequestInProgress if a request under that key is under way
     * @throws TabulariumException.IdempotencyKeyReused if the key stands for another request
     */
    public Outcome<DataRecord> handle(Supplier<RecordData> data, ReceiptDraft<DataRecord> receipt) {
        return requests.once(receipt, () -> create(data.get(), Optional.of(receipt)));
    }

    private DataRecord create(RecordData data, Optional<ReceiptDraft<DataRecord>> receipt) {
        return writer.write(new Mutation.Create(ids.next(), data, receipt)).record();
    }
}
