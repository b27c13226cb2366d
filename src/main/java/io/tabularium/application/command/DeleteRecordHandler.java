package io.tabularium.application.command;

import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.Precondition;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.record.RecordWriter;
import io.tabularium.domain.schema.Schema;

/** Deletes a record. Thread-safe. */
public final class DeleteRecordHandler {

    private final RecordWriter writer;
    private final RecordTurns turns;

    public DeleteRecordHandler(RecordWriter writer, RecordTurns turns) {
        this.writer = writer;
        this.turns = turns;
    }

    /**
     * Deletes the record for good.
     *
     * @throws TabulariumException.RecordNotFound if there is no such record
     * @throws TabulariumException.PreconditionFailed if the precondition does not hold
     */
    public void handle(Schema schema, RecordId id, Precondition precondition) {
        Mutation deletion = new Mutation.Delete(schema, id, precondition);
        turns.shared(id, () -> writer.write(deletion));
    }
}
