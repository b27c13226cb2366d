package io.tabularium.application.command;

import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.record.Change;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.Precondition;
import io.tabularium.domain.record.RecordDraft;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.record.RecordWriter;

/** Replaces the data of a record, or creates it under the identifier given. Thread-safe. */
public final class ReplaceRecordHandler {

    private final RecordWriter writer;

    public ReplaceRecordHandler(RecordWriter writer) {
        this.writer = writer;
    }

    /**
     * Validates, stores and returns what was done: an insert or an update.
     *
     * @throws TabulariumException.InvalidRecord if the draft violates its schema
     * @throws TabulariumException.PreconditionFailed if the precondition does not hold
     * @throws TabulariumException.DuplicateRecord if a unique key is taken
     */
    public Change handle(RecordId id, RecordDraft draft, Precondition precondition) {
        return writer.write(new Mutation.Put(id, draft.toData(), precondition));
    }
}
