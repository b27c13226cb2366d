package io.tabularium.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

final class VitalTaskTest {

    @Test
    void showsWantOfMemoryToTheHandlerOfItsThread() throws Exception {
        OutOfMemoryError wanting = new OutOfMemoryError("a test");
        CompletableFuture<Throwable> seen = new CompletableFuture<>();
        try (ScheduledExecutorService pool =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform()
                                .uncaughtExceptionHandler((thread, e) -> seen.complete(e))
                                .factory())) {
            var _ =
                    pool.schedule(
                            new VitalTask(
                                    () -> {
                                        throw wanting;
                                    }),
                            0,
                            TimeUnit.SECONDS);

            assertThat(seen.get(60, TimeUnit.SECONDS)).isSameAs(wanting);
        }
    }
}
