package io.tabularium.adapter.jdbc.patch;

import io.tabularium.domain.TabulariumException.DuplicateRecord;
import io.tabularium.domain.TabulariumException.Overloaded;
import io.tabularium.domain.record.Change;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.ReadMemory;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.record.RecordPatch;
import io.tabularium.domain.record.RecordReader;
import io.tabularium.domain.record.RecordWriter;
import io.tabularium.domain.record.Superseded;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/**
 * Applies JSON Merge Patches (RFC 7396) to the data of records. Thread-safe.
 *
 * <p>A record is read, patched and validated on a caller's thread; the write is accepted only while
 * the version that was read is the stored one, and otherwise this begins anew. Patches of one
 * record that come meanwhile are committed together, each a version of its own. Other writes of the
 * record wait for the commit only. A patch that they have superseded a few times takes the record
 * for itself, so that only a bulk load can still come between.
 */
public final class RecordPatches {

    /** Attempts beside other writes of the record. */
    private static final int SHARED_ATTEMPTS = 3;

    private static final int MAX_ATTEMPTS = 20;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final RecordReader reader;
    private final Function<Mutation, Change> writer;
    private final RecordTurns turns;
    private final PatchLines lines = new PatchLines(this::applyAll);

    /**
     * @param writer does one write and waits for nobody's turn
     * @param turns of all writes to these records
     */
    public RecordPatches(
            RecordReader reader, Function<Mutation, Change> writer, RecordTurns turns) {
        this.reader = reader;
        this.writer = writer;
        this.turns = turns;
    }

    /** As {@link RecordWriter#patch}. */
    public DataRecord apply(RecordPatch patch, ReadMemory.Share room) {
        return lines.perform(new PendingPatch(patch, room));
    }

    private void applyAll(List<PendingPatch> patches) {
        Deque<PendingPatch> left = new ArrayDeque<>(patches);
        int together = patches.size();
        while (!left.isEmpty()) {
            try {
                int done = applySome(left, together);
                for (int i = 0; i < done; i++) {
                    left.removeFirst();
                }
            } catch (DuplicateRecord e) {
                if (together == 1) {
                    left.removeFirst().refuse(e);
                }
                // One of them takes the key of another record: each is tried alone.
                together = 1;
            }
        }
    }

    /**
     * Applies patches from the first on.
     *
     * @param most how many at most
     * @return how many it was
     */
    private int applySome(Deque<PendingPatch> patches, int most) {
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            try {
                return attempt <= SHARED_ATTEMPTS
                        ? applyBesideOthers(patches, most)
                        : applyAlone(patches);
            } catch (Superseded e) {
                // Begin anew with the version that is stored now.
            }
        }
        throw new Overloaded("Others change the record all the time.", RETRY_AFTER);
    }

    /** Validates while others may write, and then commits. */
    private int applyBesideOthers(Deque<PendingPatch> patches, int most) {
        PatchChain chain = chain(patches, most);
        RecordId id = patches.getFirst().id();
        chain.commit(amendment -> turns.shared(id, () -> write(amendment)));
        return chain.size();
    }

    /** Reads, validates and commits one patch while others wait. */
    private int applyAlone(Deque<PendingPatch> patches) {
        RecordId id = patches.getFirst().id();
        return turns.exclusive(
                id,
                () -> {
                    PatchChain chain = chain(patches, 1);
                    chain.commit(this::write);
                    return chain.size();
                });
    }

    private PatchChain chain(Deque<PendingPatch> patches, int most) {
        PatchChain chain = new PatchChain(read(patches.getFirst()));
        Iterator<PendingPatch> next = patches.iterator();
        while (chain.size() < most && !chain.isClosed() && next.hasNext()) {
            chain.add(next.next());
        }
        return chain;
    }

    private List<DataRecord> write(Mutation.Amend amendment) {
        return amendment.made(writer.apply(amendment));
    }

    private DataRecord read(PendingPatch patch) {
        return reader.get(patch.schema(), patch.id(), patch.room());
    }
}
