package io.tabularium.contract;

import io.tabularium.domain.receipt.KeyedRequest;
import io.tabularium.domain.receipt.Once;
import io.tabularium.domain.record.BulkReport;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.KeptOutcome;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.ReadMemory;
import io.tabularium.domain.record.RecordPatch;
import io.tabularium.domain.record.RecordWriter;

import java.util.function.Supplier;

/** A writer that does each request under a key anew, and patches nothing. */
public abstract class ForgetfulWriter implements RecordWriter {

    @Override
    public Once<DataRecord, KeptOutcome.Creation> create(
            KeyedRequest request, Supplier<Mutation.Create> creation) {
        return new Once.Now<>(write(creation.get()).record());
    }

    @Override
    public DataRecord patch(RecordPatch patch, ReadMemory.Share room) {
        throw new UnsupportedOperationException("no test patches here");
    }

    @Override
    public Once<BulkReport, KeptOutcome.Load> load(
            KeyedRequest request, Supplier<BulkReport> load) {
        return new Once.Now<>(load.get());
    }
}
