package io.tabularium.application.command;

import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.Precondition;
import io.tabularium.domain.record.RecordDraft;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.record.RecordWriter;

/** Applies a JSON Merge Patch (RFC 7396) to the data of a record. Thread-safe. */
public final class PatchRecordHandler {

    private final RecordWriter writer;

    public PatchRecordHandler(RecordWriter writer) {
        this.writer = writer;
    }

    /**
     * Merges the patch into the record as it is stored at that moment, validates the result, stores
     * and returns it. Concurrent patches of one record take effect one after the other.
     *
     * @throws TabulariumException.RecordNotFound if there is no such record
     * @throws TabulariumException.InvalidRecord if the result violates its schema
     * @throws TabulariumException.PreconditionFailed if the precondition does not hold
     * @throws TabulariumException.DuplicateRecord if a unique key is taken
     */
    public DataRecord handle(RecordId id, RecordDraft patch, Precondition precondition) {
        return writer.write(new Mutation.Amend(patch.schema(), id, patch::patch, precondition))
                .record();
    }
}
