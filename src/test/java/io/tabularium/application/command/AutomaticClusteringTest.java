package io.tabularium.application.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.application.command.ClusterRecordsHandler.Answer;
import io.tabularium.application.command.RunStatus.State;
import io.tabularium.domain.Compiled;
import io.tabularium.domain.maintenance.StorageClusterer;
import io.tabularium.domain.maintenance.StorageClusterer.Phase;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.SchemaCatalog;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Time passes by calling {@code look}; a clustering lasts until the test lets it end. */
@Timeout(30)
final class AutomaticClusteringTest {

    private static final String THINGS = "things";
    private static final int IDLE_LOOKS = 60;
    private static final int BUSY_LOOKS = 3;
    private static final int PAUSE = 60;

    private final Semaphore begun = new Semaphore(0);
    private final Semaphore mayEnd = new Semaphore(0);
    private final SchemaCatalog catalog =
            catalog(Compiled.schema("'a':{'type':'string'}", ",'x-cluster':['a']"));
    private final ClusterRecordsHandler handler = handler(catalog);
    private final AutomaticClustering automatic = automatic(catalog, handler);
    private double disorder = 0.5;
    private int measured;
    private boolean idle = true;

    @AfterEach
    void close() {
        handler.close();
    }

    @Test
    void putsTableInOrderOnceTheServiceWasIdleLongEnough() throws InterruptedException {
        look(IDLE_LOOKS - 1);
        assertThat(handler.list()).isEmpty();
        assertThat(measured).isZero();

        look(1);

        begun.acquire();
        assertThat(state()).isEqualTo(State.RUNNING);
        assertThat(measured).isEqualTo(1);
    }

    @Test
    void beginsToCountAnewWhenTheServiceWasBusy() {
        look(IDLE_LOOKS - 1);
        lookBusy(1);
        look(IDLE_LOOKS - 1);

        assertThat(handler.list()).isEmpty();
    }

    @Test
    void leavesTableAloneOfWhichLessThanTenthIsOutOfOrder() {
        disorder = 0.09;
        look(IDLE_LOOKS);

        assertThat(measured).isEqualTo(1);
        assertThat(handler.list()).isEmpty();
    }

    @Test
    void measuresTableThatWasInOrderOnlyAfterPause() {
        disorder = 0;
        look(IDLE_LOOKS + PAUSE - 1);
        assertThat(measured).isEqualTo(1);

        look(1);
        assertThat(measured).isEqualTo(2);
    }

    @Test
    void cancelsWhenTheServiceIsBusyAgain() throws InterruptedException {
        look(IDLE_LOOKS);
        begun.acquire();

        lookBusy(BUSY_LOOKS - 1);
        assertThat(state()).isEqualTo(State.RUNNING);
        lookBusy(1);

        assertThat(state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void goesOnBesideSingleBusyLooks() throws InterruptedException {
        look(IDLE_LOOKS);
        begun.acquire();

        for (int time = 0; time < 10; time++) {
            lookBusy(BUSY_LOOKS - 1);
            look(1);
        }

        assertThat(state()).isEqualTo(State.RUNNING);
    }

    @Test
    void waitsLongerAfterEachClusteringThatWasCancelled() throws InterruptedException {
        look(IDLE_LOOKS);
        begun.acquire();
        lookBusy(BUSY_LOOKS);

        look(2 * PAUSE - 1);
        assertThat(measured).isEqualTo(1);
        look(IDLE_LOOKS);
        assertThat(measured).isEqualTo(2);
        begun.acquire();
        assertThat(state()).isEqualTo(State.RUNNING);
    }

    @Test
    void doesNotCancelWhatAnOperatorStarted() throws InterruptedException {
        assertThat(handler.start(THINGS)).isEqualTo(Answer.STARTED);
        begun.acquire();

        lookBusy(10 * BUSY_LOOKS);

        assertThat(state()).isEqualTo(State.RUNNING);
    }

    @Test
    void startsNothingBesideWhatAnOperatorStarted() throws InterruptedException {
        handler.start(THINGS);
        begun.acquire();

        look(IDLE_LOOKS);
        lookBusy(BUSY_LOOKS);

        assertThat(begun.tryAcquire()).isFalse();
        assertThat(state()).isEqualTo(State.RUNNING);
    }

    @Test
    void clustersAgainWhenTheTableIsOutOfOrderAgain() throws InterruptedException {
        look(IDLE_LOOKS);
        begun.acquire();
        mayEnd.release();
        awaitEnd();
        look(1);
        look(PAUSE + IDLE_LOOKS);

        begun.acquire();
        assertThat(measured).isEqualTo(2);
    }

    @Test
    void measuresNoSchemaWithoutClustering() {
        SchemaCatalog plain = catalog(Compiled.schema("'a':{'type':'string'}", ""));
        try (ClusterRecordsHandler other = handler(plain)) {
            AutomaticClustering ofPlain = automatic(plain, other);
            for (int time = 0; time < 2 * IDLE_LOOKS; time++) {
                ofPlain.look();
            }
            assertThat(measured).isZero();
        }
    }

    private AutomaticClustering automatic(SchemaCatalog schemas, ClusterRecordsHandler runs) {
        return new AutomaticClustering(
                schemas,
                schema -> {
                    measured++;
                    return disorder;
                },
                runs,
                () -> idle);
    }

    private void look(int times) {
        for (int time = 0; time < times; time++) {
            automatic.look();
        }
    }

    private void lookBusy(int times) {
        idle = false;
        look(times);
        idle = true;
    }

    private State state() {
        return handler.get(THINGS).orElseThrow().state();
    }

    private void awaitEnd() {
        while (state() == State.RUNNING) {
            Thread.onSpinWait();
        }
    }

    private ClusterRecordsHandler handler(SchemaCatalog schemas) {
        return new ClusterRecordsHandler(
                schemas, this::clusterUntilItMayEnd, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }

    private long clusterUntilItMayEnd(Schema schema, StorageClusterer.Progress progress)
            throws InterruptedException {
        progress.enter(Phase.COPYING, 0, 1);
        begun.release();
        mayEnd.acquire();
        return 1;
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
