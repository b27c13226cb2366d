package io.tabularium.adapter.jdbc.patch;

import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.schema.UniqueKey;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Patches applied one after the other to a record as it was read. Nobody is told an outcome before
 * {@link #commit}, because each one rests on those before it. Not thread-safe.
 */
final class PatchChain {

    /** A chain takes no further patch once its versions have this many bytes. */
    private static final long MAX_BYTES = 1L << 20;

    private final DataRecord base;
    private final List<PendingPatch> accepted = new ArrayList<>();
    private final List<RecordData> versions = new ArrayList<>();
    private final List<Runnable> refusals = new ArrayList<>();
    private long bytes;
    private boolean changesKey;

    PatchChain(DataRecord base) {
        this.base = base;
    }

    /** Applies the patch to what the patches before it made of the record. */
    void add(PendingPatch patch) {
        DataRecord current = current();
        try {
            RecordData data = patch.apply(current);
            bytes += patch.limits().measure(data);
            changesKey = changesKey(current.data(), data);
            versions.add(data);
            accepted.add(patch);
        } catch (RuntimeException | StackOverflowError e) {
            refusals.add(() -> patch.refuse(e));
        }
    }

    /**
     * Whether another patch must wait for the commit. Either the last one has changed a unique key:
     * only the last version's keys are compared with those of other records. Or the versions, all
     * of which are held until the commit, are large.
     */
    boolean isClosed() {
        return changesKey || bytes >= MAX_BYTES;
    }

    /** How many patches were added. */
    int size() {
        return accepted.size() + refusals.size();
    }

    /**
     * Writes all versions at once, and tells each caller the outcome.
     *
     * @param write what it throws is thrown on; nobody was told anything then
     */
    void commit(Function<Mutation.Amend, Collection<DataRecord>> write) {
        if (!accepted.isEmpty()) {
            List<DataRecord> made = List.copyOf(write.apply(new Mutation.Amend(base, versions)));
            for (int i = 0; i < made.size(); i++) {
                accepted.get(i).succeed(made.get(i));
            }
        }
        refusals.forEach(Runnable::run);
    }

    private DataRecord current() {
        return versions.isEmpty()
                ? base
                : new DataRecord(
                        base.id(),
                        base.sequence(),
                        base.version() + versions.size(),
                        base.createdAt(),
                        base.updatedAt(),
                        versions.getLast());
    }

    private static boolean changesKey(RecordData before, RecordData after) {
        return before.schema().uniqueKeys().stream()
                .map(UniqueKey::properties)
                .flatMap(List::stream)
                .anyMatch(property -> !Objects.equals(before.get(property), after.get(property)));
    }
}
