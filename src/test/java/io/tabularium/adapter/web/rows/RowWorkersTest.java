package io.tabularium.adapter.web.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

final class RowWorkersTest {

    private final RowWorkers workers = new RowWorkers(2);

    @AfterEach
    void endThreads() {
        workers.close();
    }

    @Test
    void endsItsThreadsWhenItIsClosed() throws InterruptedException {
        CompletableFuture<Thread> worker = new CompletableFuture<>();
        workers.start(() -> worker.complete(Thread.currentThread()));
        Thread thread = worker.join();

        workers.close();

        assertThat(thread.getName()).startsWith("tabularium-rows-");
        assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void whoAwaitsWorkThatNobodyHasBegunDoesIt() {
        CountDownLatch held = new CountDownLatch(1);
        List<RowWorkers.Task<Boolean>> busy =
                IntStream.range(0, 2)
                        .mapToObj(
                                i ->
                                        workers.start(
                                                () -> {
                                                    held.await();
                                                    return true;
                                                }))
                        .toList();

        // The threads may not have begun yet; the last is certain to wait behind what they do.
        assertThat(workers.start(Thread::currentThread).await()).isSameAs(Thread.currentThread());

        held.countDown();
        assertThat(busy).allMatch(RowWorkers.Task::await);
    }

    @Test
    void forgetsWhatCameOfWorkThatTheThreadsNeverBegan() throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            workers.start(
                    () -> {
                        begun.countDown();
                        held.await();
                        return true;
                    });
        }
        begun.await();

        WeakReference<Object> outcome = new WeakReference<>(workers.start(Object::new).await());

        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (outcome.get() != null && System.nanoTime() < deadline) {
            System.gc();
        }
        assertThat(outcome.get()).isNull();
        held.countDown();
    }

    @Test
    void throwsWhatTheWorkThrew() {
        IllegalStateException fault = new IllegalStateException("a fault of the work");

        RowWorkers.Task<Object> task =
                workers.start(
                        () -> {
                            throw fault;
                        });

        assertThatThrownBy(task::await).isSameAs(fault);
    }

    @Test
    void keepsAnInterruptForWhoWasInterrupted() {
        RowWorkers.Task<Integer> task = workers.start(() -> 1);
        Thread.currentThread().interrupt();

        assertThat(task.await()).isEqualTo(1);

        assertThat(Thread.interrupted()).isTrue();
    }
}
