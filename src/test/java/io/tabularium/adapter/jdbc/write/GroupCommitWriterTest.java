package io.tabularium.adapter.jdbc.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.adapter.duckdb.WriterHarness;
import io.tabularium.contract.TestSchemas;
import io.tabularium.domain.TabulariumException.Overloaded;
import io.tabularium.domain.TabulariumException.StorageUnavailable;
import io.tabularium.domain.record.Change;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordId;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

final class GroupCommitWriterTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final List<Integer> groups = new CopyOnWriteArrayList<>();
    private final CountDownLatch busy = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @Test
    void takesAllThatWaitTogether() throws Exception {
        try (ExecutorService callers = Executors.newCachedThreadPool();
                GroupCommitWriter writer = writer(100, 4, LONG)) {
            Future<?> exclusive = occupy(writer, callers);
            List<Future<Change>> writes = waiting(writer, callers, 6);
            goOn.countDown();

            exclusive.get();
            for (Future<Change> write : writes) {
                assertThat(write.get()).isInstanceOf(Change.Insert.class);
            }
            assertThat(groups).containsExactly(4, 2);
        }
    }

    @Test
    void refusesWhatTheQueueCannotHold() throws Exception {
        try (ExecutorService callers = Executors.newCachedThreadPool();
                GroupCommitWriter writer = writer(3, 10, LONG)) {
            Future<?> exclusive = occupy(writer, callers);
            List<Future<Change>> writes = waiting(writer, callers, 3);

            assertThatThrownBy(() -> writer.write(mutation(), Optional.empty()))
                    .isInstanceOf(Overloaded.class);

            goOn.countDown();
            exclusive.get();
            for (Future<Change> write : writes) {
                write.get();
            }
        }
    }

    @Test
    void withdrawsWriteThatIsNotTakenUpInTime() throws Exception {
        try (ExecutorService callers = Executors.newCachedThreadPool();
                GroupCommitWriter writer = writer(10, 10, Duration.ofMillis(1))) {
            Future<?> exclusive = occupy(writer, callers);

            assertThatThrownBy(() -> writer.write(mutation(), Optional.empty()))
                    .isInstanceOf(Overloaded.class);

            goOn.countDown();
            exclusive.get();
        }
        assertThat(groups).isEmpty();
    }

    @Test
    void failsEverythingOnceGroupCannotBeCommitted() throws Exception {
        IllegalStateException broken = new IllegalStateException("the engine is broken");
        GroupCommitWriter writer =
                new GroupCommitWriter(
                        new WriterSettings(10, 1, LONG, WriterHarness.RECEIPTS, WriterHarness.SLOW),
                        group -> {
                            throw broken;
                        },
                        new WriterStatistics());
        try (ExecutorService callers = Executors.newCachedThreadPool()) {
            Future<?> exclusive = occupy(writer, callers);
            List<Future<Change>> writes = waiting(writer, callers, 3);
            goOn.countDown();

            exclusive.get();
            for (Future<Change> write : writes) {
                assertThatThrownBy(write::get).hasCauseInstanceOf(StorageUnavailable.class);
            }
            assertThatThrownBy(() -> writer.write(mutation(), Optional.empty()))
                    .isInstanceOf(StorageUnavailable.class);
            assertThat(writer.isAlive()).isFalse();
        }
        writer.close();
    }

    @Test
    void diesOfWantOfMemoryWhereTheHandlerSeesIt() throws Exception {
        OutOfMemoryError wanting = new OutOfMemoryError("a test");
        CompletableFuture<Throwable> seen = new CompletableFuture<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> seen.complete(failure));
        try (GroupCommitWriter writer =
                new GroupCommitWriter(
                        settings(10, 10, LONG),
                        group -> {
                            throw wanting;
                        },
                        new WriterStatistics())) {
            assertThatThrownBy(() -> writer.write(mutation(), Optional.empty()))
                    .isInstanceOf(StorageUnavailable.class);

            assertThat(seen.get(60, TimeUnit.SECONDS)).isSameAs(wanting);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    @Test
    void doesWhatWaitsBeforeItCloses() throws Exception {
        try (ExecutorService callers = Executors.newCachedThreadPool()) {
            GroupCommitWriter writer = writer(10, 10, LONG);
            Future<?> exclusive = occupy(writer, callers);
            List<Future<Change>> writes = waiting(writer, callers, 3);
            goOn.countDown();
            writer.close();

            exclusive.get();
            for (Future<Change> write : writes) {
                assertThat(write.get()).isInstanceOf(Change.Insert.class);
            }
            assertThatThrownBy(() -> writer.write(mutation(), Optional.empty()))
                    .isInstanceOf(StorageUnavailable.class);
            assertThatThrownBy(() -> writer.runExclusively(() -> {}))
                    .isInstanceOf(StorageUnavailable.class);
        }
    }

    @Test
    void doesWriteOnItsCallersThreadWhereNothingElseIsUnderWay() {
        List<Thread> threads = new CopyOnWriteArrayList<>();
        try (GroupCommitWriter writer =
                new GroupCommitWriter(
                        WriterHarness.SETTINGS,
                        group -> {
                            threads.add(Thread.currentThread());
                            group.forEach(GroupCommitWriterTest::succeed);
                        },
                        new WriterStatistics())) {
            writer.write(mutation(), Optional.empty());
            writer.write(mutation(), Optional.empty());
        }
        assertThat(threads).containsExactly(Thread.currentThread(), Thread.currentThread());
    }

    @Test
    void failsEverythingOnceCallersOwnWriteCannotBeCommitted() {
        try (GroupCommitWriter writer =
                new GroupCommitWriter(
                        WriterHarness.SETTINGS,
                        group -> {
                            throw new IllegalStateException("the engine is broken");
                        },
                        new WriterStatistics())) {
            assertThatThrownBy(() -> writer.write(mutation(), Optional.empty()))
                    .isInstanceOf(StorageUnavailable.class);
            assertThat(writer.isAlive()).isFalse();
            assertThatThrownBy(() -> writer.write(mutation(), Optional.empty()))
                    .isInstanceOf(StorageUnavailable.class);
        }
    }

    /** A writer that remembers the sizes of its groups. */
    private GroupCommitWriter writer(int capacity, int maxGroupSize, Duration maxWait) {
        return new GroupCommitWriter(
                settings(capacity, maxGroupSize, maxWait),
                group -> {
                    groups.add(group.size());
                    group.forEach(GroupCommitWriterTest::succeed);
                },
                new WriterStatistics());
    }

    private static WriterSettings settings(int capacity, int maxGroupSize, Duration maxWait) {
        return new WriterSettings(
                capacity, maxGroupSize, maxWait, WriterHarness.RECEIPTS, WriterHarness.SLOW);
    }

    private static void succeed(PendingWrite write) {
        write.succeed(write.mutation().decide(Optional.empty(), Instant.EPOCH, () -> 1));
    }

    /** Keeps the writer thread busy until it may go on. */
    private Future<?> occupy(GroupCommitWriter writer, ExecutorService callers)
            throws InterruptedException {
        Future<?> job =
                callers.submit(
                        () -> {
                            writer.runExclusively(
                                    () -> {
                                        busy.countDown();
                                        awaitUninterruptibly(goOn);
                                    });
                            return null;
                        });
        busy.await();
        return job;
    }

    private static List<Future<Change>> waiting(
            GroupCommitWriter writer, ExecutorService callers, int number) {
        List<Future<Change>> writes = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            writes.add(callers.submit(() -> writer.write(mutation(), Optional.empty())));
        }
        while (writer.waiting() < number) {
            Thread.onSpinWait();
        }
        return writes;
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts the writer", e);
        }
    }

    private static Mutation mutation() {
        return new Mutation.Create(
                new RecordId(UUID.randomUUID()),
                new RecordData(TestSchemas.COUNTERS, new Object[] {"name", 1L}));
    }
}
