package io.tabularium.adapter.jdbc.patch;

import static io.tabularium.domain.Compiled.draft;
import static io.tabularium.domain.Compiled.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tabularium.contract.InMemoryRecords;
import io.tabularium.domain.record.Change;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.Precondition;
import io.tabularium.domain.record.RecordDraft;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.record.RecordLimits;
import io.tabularium.domain.record.RecordPatch;
import io.tabularium.domain.record.Rooms;
import io.tabularium.domain.schema.Schema;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.IntFunction;

@Timeout(60)
class RecordPatchesTest {

    private static final Schema THINGS =
            schema("'a':{'type':'integer'},'b':{'type':'integer'},'text':{'type':'string'}", "");
    private static final RecordId ID = new RecordId(new UUID(1, 2));

    private final InMemoryRecords records = new InMemoryRecords();
    private final WatchedRecords watched = new WatchedRecords(records);
    private final RecordTurns turns = new RecordTurns();
    private final RecordPatches patches = new RecordPatches(watched, watched::write, turns);
    private final List<Thread> threads = new ArrayList<>();

    @BeforeEach
    void create() {
        records.write(new Mutation.Create(ID, draft(THINGS, "{'a':0}").toData()));
    }

    @AfterEach
    void endThreads() throws InterruptedException {
        watched.letAmendmentsPass();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Test
    void holdsNoTurnWhileItReadsAndValidates() {
        List<String> others = new ArrayList<>();
        watched.beforeReads(() -> others.add(turns.exclusive(ID, () -> "served")));

        patch("{'a':1}");

        assertThat(others).containsExactly("served");
    }

    @Test
    void holdsOtherWritesBackAfterItWasSupersededThreeTimes() throws Exception {
        Mutation other = new Mutation.Put(ID, draft(THINGS, "{'a':8}").toData(), Precondition.NONE);
        List<FutureTask<Change>> heldBack = new ArrayList<>();
        watched.beforeAmendments(
                number -> {
                    if (number <= 3) {
                        supersede();
                    } else {
                        heldBack.add(start(() -> turns.shared(ID, () -> records.write(other))));
                        awaitWaiting();
                    }
                });

        DataRecord patched = patch("{'b':1}");

        assertThat(patched.version()).isEqualTo(5);
        assertThat(patched.data()).isEqualTo(draft(THINGS, "{'a':7,'b':1}").toData());
        assertThat(heldBack.getFirst().get().record().version()).isEqualTo(6);
    }

    @Test
    void holdsOtherWritesBackForOnePatchAtTime() throws Exception {
        List<FutureTask<DataRecord>> patches = startInLine(6, i -> "{'a':" + i + "}");
        watched.beforeAmendments(
                number -> {
                    if (number >= 2 && number <= 4) {
                        supersede();
                    }
                });

        assertThat(finish(patches)).doesNotHaveDuplicates();

        assertThat(watched.versionsOfAmendments()).containsExactly(1, 5, 5, 5, 1, 4);
    }

    @Test
    void commitsPatchesInLineTogether() throws Exception {
        List<FutureTask<DataRecord>> patches = startInLine(31, i -> "{'a':" + i + "}");

        assertThat(finish(patches)).doesNotHaveDuplicates();

        assertThat(watched.versionsOfAmendments()).containsExactly(1, 30);
    }

    @Test
    void holdsFewVersionsOfLargeRecord() throws Exception {
        // 270,000 bytes
        String text = "\u20ac".repeat(90_000);
        List<FutureTask<DataRecord>> patches =
                startInLine(20, i -> "{'a':" + i + ",'text':'" + text + "'}");

        assertThat(finish(patches)).doesNotHaveDuplicates();

        assertThat(Collections.max(watched.versionsOfAmendments())).isBetween(2, 4);
    }

    @Test
    void tellsEachCallerThatItsBatchFailedAndServesTheNext() throws Exception {
        List<FutureTask<DataRecord>> patches = startInLine(5, i -> "{'a':" + i + "}");
        watched.beforeAmendments(
                number -> {
                    if (number == 2) {
                        throw new OutOfMemoryError("thrown by the test");
                    }
                });
        watched.letAmendmentsPass();

        for (FutureTask<DataRecord> patch : patches.subList(1, patches.size())) {
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(patch::get)
                    .withCauseInstanceOf(OutOfMemoryError.class);
        }
        assertThat(patch("{'a':9}").version()).isEqualTo(3);
    }

    private DataRecord patch(String patch) {
        return apply(draft(THINGS, patch));
    }

    private DataRecord apply(RecordDraft patch) {
        return patches.apply(
                new RecordPatch(ID, patch, Precondition.NONE, new RecordLimits(64 << 20)),
                Rooms.unbounded());
    }

    private void supersede() {
        RecordDraft other = draft(THINGS, "{'a':7}");
        records.write(new Mutation.Put(ID, other.toData(), Precondition.NONE));
    }

    /** Starts patches, of which the first is held before it is written, until the others wait. */
    private List<FutureTask<DataRecord>> startInLine(int number, IntFunction<String> patch) {
        watched.holdAmendments();
        List<FutureTask<DataRecord>> patches = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            RecordDraft draft = draft(THINGS, patch.apply(i));
            patches.add(start(() -> apply(draft)));
            awaitWaiting();
        }
        return patches;
    }

    /** The versions that the patches have made. */
    private List<Long> finish(List<FutureTask<DataRecord>> patches) throws Exception {
        watched.letAmendmentsPass();
        List<Long> versions = new ArrayList<>();
        for (FutureTask<DataRecord> patch : patches) {
            versions.add(patch.get().version());
        }
        return versions;
    }

    private <T> FutureTask<T> start(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        threads.add(Thread.ofPlatform().start(task));
        return task;
    }

    /** Returns when the thread that was started last waits for others. */
    private void awaitWaiting() {
        Thread thread = threads.getLast();
        while (thread.getState() != Thread.State.WAITING
                && thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(thread.isAlive()).isTrue();
            Thread.onSpinWait();
        }
    }
}
