package io.tabularium.application.command;

import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.Precondition;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordDraft;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.record.RecordLimits;
import io.tabularium.domain.schema.Schema;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A patch whose caller waits for the outcome. Thread-safe. */
final class PendingPatch {

    private final RecordId id;
    private final RecordDraft patch;
    private final Precondition precondition;
    private final CompletableFuture<List<PendingPatch>> turn = new CompletableFuture<>();
    private final CompletableFuture<DataRecord> outcome = new CompletableFuture<>();

    PendingPatch(RecordId id, RecordDraft patch, Precondition precondition) {
        this.id = id;
        this.patch = patch;
        this.precondition = precondition;
    }

    Schema schema() {
        return patch.schema();
    }

    RecordId id() {
        return id;
    }

    /**
     * The data that the patch makes of a record, validated and within the limits.
     *
     * @throws RuntimeException if the patch is refused
     */
    RecordData apply(DataRecord current, RecordLimits limits) {
        precondition.require(Optional.of(current));
        RecordData data = patch.patch(current.data());
        limits.require(data);
        return data;
    }

    /** Tells the caller's thread to apply these patches, its own among them. */
    void lead(List<PendingPatch> patches) {
        turn.complete(patches);
    }

    void succeed(DataRecord changed) {
        outcome.complete(changed);
        turn.complete(List.of());
    }

    void refuse(Throwable reason) {
        outcome.completeExceptionally(reason);
        turn.complete(List.of());
    }

    /** Waits until the patch is done, or is to be done by the caller: with these others. */
    List<PendingPatch> awaitTurn() {
        return turn.join();
    }

    /**
     * What came of the patch, once it is known.
     *
     * @throws RuntimeException if it was refused
     */
    DataRecord outcome() {
        try {
            return outcome.join();
        } catch (CompletionException e) {
            throw switch (outcome.exceptionNow()) {
                case RuntimeException refusal -> refusal;
                case Error error -> throw error;
                default -> new IllegalStateException(e);
            };
        }
    }
}
