package io.tabularium.adapter.jdbc.write;

import io.tabularium.adapter.jdbc.patch.RecordPatches;
import io.tabularium.adapter.jdbc.patch.RecordTurns;
import io.tabularium.adapter.jdbc.receipt.CreationReceipt;
import io.tabularium.adapter.jdbc.receipt.KeyedRequests;
import io.tabularium.adapter.jdbc.receipt.OutcomeBytes;
import io.tabularium.domain.receipt.KeyedRequest;
import io.tabularium.domain.receipt.Once;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.BulkReport;
import io.tabularium.domain.record.Change;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.KeptOutcome;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.ReadMemory;
import io.tabularium.domain.record.RecordPatch;
import io.tabularium.domain.record.RecordReader;
import io.tabularium.domain.record.RecordWriter;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * The promises of a {@link RecordWriter} that are kept alike on every database: requests under keys
 * are done once, and patches get their turn. Thread-safe.
 */
public final class JdbcRecordWriter implements RecordWriter {

    private final RecordWrites writes;
    private final KeyedRequests requests;
    private final RecordTurns turns = new RecordTurns();
    private final RecordPatches patches;

    /**
     * @param reader of the records that are written
     */
    public JdbcRecordWriter(RecordWrites writes, RecordReader reader) {
        this.writes = writes;
        this.requests = new KeyedRequests(writes.receipts());
        this.patches = new RecordPatches(reader, this::writeAtOnce, turns);
    }

    @Override
    public Change write(Mutation mutation) {
        return switch (mutation) {
            case Mutation.Create _, Mutation.Amend _ -> writeAtOnce(mutation);
            // Shared with each other, and kept out while a patch has the record for itself.
            case Mutation.Put _, Mutation.Delete _ ->
                    turns.shared(mutation.id(), () -> writeAtOnce(mutation));
        };
    }

    @Override
    public Once<DataRecord, KeptOutcome.Creation> create(
            KeyedRequest request, Supplier<Mutation.Create> creation) {
        return requests.once(
                request, OutcomeBytes::creation, () -> create(request, creation.get()), _ -> false);
    }

    private DataRecord create(KeyedRequest request, Mutation.Create creation) {
        CreationReceipt receipt = CreationReceipt.of(request, creation.data());
        return writes.write(creation, Optional.of(receipt)).record();
    }

    @Override
    public DataRecord patch(RecordPatch patch, ReadMemory.Share room) {
        return patches.apply(patch, room);
    }

    @Override
    public void load(BulkLoad load) {
        writes.load(load);
    }

    @Override
    public Once<BulkReport, KeptOutcome.Load> load(
            KeyedRequest request, Supplier<BulkReport> load) {
        return requests.once(
                request,
                OutcomeBytes::load,
                load,
                report -> report.outcome() == BulkReport.Outcome.DUPLICATE);
    }

    private Change writeAtOnce(Mutation mutation) {
        return writes.write(mutation, Optional.empty());
    }
}
