package io.tabularium.adapter.jdbc.patch;

import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.ReadMemory;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.record.RecordLimits;
import io.tabularium.domain.record.RecordPatch;
import io.tabularium.domain.schema.Schema;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.Optional;

/**
 * A patch and its outcome, once there is one. The outcome is written by the thread that leads the
 * record's {@link PatchLine} and read by the caller when the line says that it is there: the lock
 * of the line lies between them. To set an outcome allocates nothing, so that it cannot fail.
 */
final class PendingPatch {

    private final RecordPatch patch;
    private final ReadMemory.Share room;
    private @Nullable DataRecord changed;
    private @Nullable Throwable refusal;

    /**
     * @param room is used by the thread that leads the line
     */
    PendingPatch(RecordPatch patch, ReadMemory.Share room) {
        this.patch = patch;
        this.room = room;
    }

    Schema schema() {
        return patch.schema();
    }

    RecordId id() {
        return patch.id();
    }

    RecordLimits limits() {
        return patch.limits();
    }

    /**
     * For the record that is read for this patch. Further patches of the record take none: a chain
     * has few versions of a large record.
     */
    ReadMemory.Share room() {
        return room;
    }

    /**
     * The data that the patch makes of a record, validated.
     *
     * @throws RuntimeException if the patch is refused
     */
    RecordData apply(DataRecord current) {
        patch.precondition().require(Optional.of(current));
        return patch.patch().patch(current.data());
    }

    void succeed(DataRecord changed) {
        this.changed = changed;
    }

    /** Sets the outcome, unless there is one. */
    void refuse(Throwable reason) {
        if (!isDone()) {
            refusal = reason;
        }
    }

    boolean isDone() {
        return changed != null || refusal != null;
    }

    /**
     * The record that the patch has made.
     *
     * @throws RuntimeException if the patch was refused
     * @throws Error if the thread that applied it failed
     */
    DataRecord outcome() {
        return switch (refusal) {
            case null -> Objects.requireNonNull(changed, "the patch is not done");
            case RuntimeException refused -> throw refused;
            case Error error -> throw error;
            default -> throw new IllegalStateException(refusal);
        };
    }
}
