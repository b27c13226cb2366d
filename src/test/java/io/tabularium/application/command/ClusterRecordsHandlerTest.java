package io.tabularium.application.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.application.command.ClusterRecordsHandler.Answer;
import io.tabularium.application.command.RunStatus.State;
import io.tabularium.domain.Compiled;
import io.tabularium.domain.TabulariumException.StorageUnavailable;
import io.tabularium.domain.TabulariumException.UnknownSchema;
import io.tabularium.domain.maintenance.StorageClusterer;
import io.tabularium.domain.maintenance.StorageClusterer.Phase;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.SchemaCatalog;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

@Timeout(30)
final class ClusterRecordsHandlerTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final String THINGS = "things";

    private final CountDownLatch copying = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @Test
    void tellsHowFarItIsAndWhenItIsDone() throws Exception {
        try (ClusterRecordsHandler handler = handler(this::halfThenAll)) {
            assertThat(handler.list()).isEmpty();
            assertThat(handler.start(THINGS)).isEqualTo(Answer.STARTED);
            copying.await();

            RunStatus<ClusteringProgress> halfway = handler.get(THINGS).orElseThrow();
            assertThat(halfway.state()).isEqualTo(State.RUNNING);
            assertThat(halfway.progress().phase()).isEqualTo(Phase.COPYING);
            assertThat(halfway.progress().all()).isEqualTo(10);
            assertThat(halfway.endedAt()).isEmpty();

            goOn.countDown();
            assertThat(awaitEnd(handler))
                    .isEqualTo(
                            new RunStatus<>(
                                    State.DONE,
                                    new ClusteringProgress(
                                            halfway.progress().schema(), Phase.EXCHANGING, 10, 10),
                                    NOW,
                                    Optional.of(NOW),
                                    Optional.empty()));
            assertThat(handler.list()).hasSize(1);
        }
    }

    @Test
    void runsOneAtATime() throws Exception {
        try (ClusterRecordsHandler handler = handler(this::halfThenAll)) {
            handler.start(THINGS);
            copying.await();

            assertThat(handler.start(THINGS)).isEqualTo(Answer.UNDER_WAY);

            goOn.countDown();
            awaitEnd(handler);
            assertThat(handler.start(THINGS)).isEqualTo(Answer.STARTED);
        }
    }

    @Test
    void cancelsWhatIsUnderWay() throws Exception {
        try (ClusterRecordsHandler handler = handler(this::halfThenAll)) {
            assertThat(handler.cancel(THINGS)).isFalse();
            handler.start(THINGS);
            copying.await();

            assertThat(handler.cancel(THINGS)).isTrue();

            assertThat(handler.get(THINGS).orElseThrow().state()).isEqualTo(State.CANCELLED);
            assertThat(handler.cancel(THINGS)).isFalse();
        }
    }

    @Test
    void stopsWhatIsUnderWayWhenClosed() throws Exception {
        ClusterRecordsHandler handler = handler(this::halfThenAll);
        handler.start(THINGS);
        copying.await();

        handler.close();

        assertThat(handler.get(THINGS).orElseThrow().state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void tellsWhyItFailed() {
        try (ClusterRecordsHandler handler =
                handler(
                        (schema, progress) -> {
                            throw new StorageUnavailable("The storage failed.", null);
                        })) {
            handler.start(THINGS);

            RunStatus<ClusteringProgress> failed = awaitEnd(handler);
            assertThat(failed.state()).isEqualTo(State.FAILED);
            assertThat(failed.failure()).contains("The storage failed.");
        }
    }

    @Test
    void refusesWhatIsNotDeclared() {
        SchemaCatalog catalog = catalog(Compiled.schema("'a':{'type':'string'}", ""));
        try (ClusterRecordsHandler handler =
                new ClusterRecordsHandler(
                        catalog, this::halfThenAll, Clock.fixed(NOW, ZoneOffset.UTC))) {
            assertThat(handler.start(THINGS)).isEqualTo(Answer.NOT_DECLARED);
            assertThatThrownBy(() -> handler.start("none")).isInstanceOf(UnknownSchema.class);
            assertThatThrownBy(() -> handler.cancel("none")).isInstanceOf(UnknownSchema.class);
        }
    }

    private long halfThenAll(Schema schema, StorageClusterer.Progress progress)
            throws InterruptedException {
        progress.enter(Phase.COPYING, 0, 10);
        copying.countDown();
        goOn.await();
        progress.enter(Phase.EXCHANGING, 10, 10);
        return 10;
    }

    private static RunStatus<ClusteringProgress> awaitEnd(ClusterRecordsHandler handler) {
        while (true) {
            RunStatus<ClusteringProgress> status = handler.get(THINGS).orElseThrow();
            if (status.state() != State.RUNNING) {
                return status;
            }
            Thread.onSpinWait();
        }
    }

    private static ClusterRecordsHandler handler(StorageClusterer clusterer) {
        Schema schema = Compiled.schema("'a':{'type':'string'}", ",'x-cluster':['a']");
        return new ClusterRecordsHandler(
                catalog(schema), clusterer, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static SchemaCatalog catalog(Schema only) {
        return new SchemaCatalog() {
            @Override
            public Optional<Schema> find(String name) {
                return name.equals(only.name().value()) ? Optional.of(only) : Optional.empty();
            }

            @Override
            public List<Schema> list() {
                return List.of(only);
            }
        };
    }
}
