package io.tabularium.adapter.jdbc.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.contract.TestSchemas;
import io.tabularium.domain.TabulariumException.QueryTimeout;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordId;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class CoalescedFindsTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final long MISSING = 99;
    private static final int LANES = 2;

    private final List<List<RecordId>> queries = new CopyOnWriteArrayList<>();
    private final CountDownLatch bothBusy = new CountDownLatch(2);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @Test
    void findsAloneWhatIsAskedForAlone() {
        CoalescedFinds finds = new CoalescedFinds(this::query, LANES, LONG);
        goOn.countDown();

        assertThat(finds.find(id(1))).contains(dataRecord(1));
        assertThat(finds.find(id(MISSING))).isEmpty();
        assertThat(queries).containsExactly(List.of(id(1)), List.of(id(MISSING)));
    }

    @Test
    void findsTogetherWhatIsAskedForMeanwhile() throws Exception {
        CoalescedFinds finds = new CoalescedFinds(this::query, LANES, LONG);
        try (ExecutorService callers = Executors.newCachedThreadPool()) {
            List<Future<Optional<DataRecord>>> busy = occupy(finds, callers);
            List<Future<Optional<DataRecord>>> waiting = new ArrayList<>();
            for (long number : List.of(3L, 4L, 3L, MISSING)) {
                waiting.add(callers.submit(() -> finds.find(id(number))));
            }
            awaitWaiting(finds, 4);
            goOn.countDown();

            assertThat(busy.get(0).get()).contains(dataRecord(1));
            assertThat(waiting.get(0).get()).contains(dataRecord(3));
            assertThat(waiting.get(1).get()).contains(dataRecord(4));
            assertThat(waiting.get(2).get()).contains(dataRecord(3));
            assertThat(waiting.get(3).get()).isEmpty();
        }
        assertThat(queries).hasSize(3);
        assertThat(queries.getLast()).containsExactlyInAnyOrder(id(3), id(4), id(MISSING));
    }

    @Test
    void failsAllThatShareFailedQueryAndGoesOn() throws Exception {
        IllegalStateException broken = new IllegalStateException("broken");
        CoalescedFinds finds =
                new CoalescedFinds(
                        ids -> {
                            Collection<DataRecord> found = query(ids);
                            if (ids.contains(id(3))) {
                                throw broken;
                            }
                            return found;
                        },
                        LANES,
                        LONG);
        try (ExecutorService callers = Executors.newCachedThreadPool()) {
            occupy(finds, callers);
            Future<Optional<DataRecord>> one = callers.submit(() -> finds.find(id(3)));
            Future<Optional<DataRecord>> other = callers.submit(() -> finds.find(id(4)));
            awaitWaiting(finds, 2);
            goOn.countDown();

            assertThatThrownBy(one::get).isInstanceOf(ExecutionException.class).hasCause(broken);
            assertThatThrownBy(other::get).isInstanceOf(ExecutionException.class).hasCause(broken);
            assertThat(finds.find(id(5))).contains(dataRecord(5));
        }
    }

    @Test
    void givesUpWhereItsTurnDoesNotCome() throws Exception {
        CoalescedFinds finds = new CoalescedFinds(this::query, LANES, Duration.ofMillis(1));
        try (ExecutorService callers = Executors.newCachedThreadPool()) {
            occupy(finds, callers);

            assertThatThrownBy(() -> finds.find(id(3))).isInstanceOf(QueryTimeout.class);
            goOn.countDown();
        }
        assertThat(queries).hasSize(2);
    }

    /** Two queries that do not end before they may. */
    private List<Future<Optional<DataRecord>>> occupy(CoalescedFinds finds, ExecutorService callers)
            throws InterruptedException {
        List<Future<Optional<DataRecord>>> busy =
                List.of(
                        callers.submit(() -> finds.find(id(1))),
                        callers.submit(() -> finds.find(id(2))));
        bothBusy.await();
        return busy;
    }

    private static void awaitWaiting(CoalescedFinds finds, int number) {
        while (finds.waiting() < number) {
            Thread.onSpinWait();
        }
    }

    private Collection<DataRecord> query(List<RecordId> ids) {
        queries.add(ids);
        bothBusy.countDown();
        try {
            goOn.await();
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts a query", e);
        }
        return ids.stream()
                .map(id -> id.value().getLeastSignificantBits())
                .filter(number -> number != MISSING)
                .map(CoalescedFindsTest::dataRecord)
                .toList();
    }

    private static RecordId id(long number) {
        return new RecordId(new UUID(7, number));
    }

    private static DataRecord dataRecord(long number) {
        RecordData data = new RecordData(TestSchemas.COUNTERS, new Object[] {"name", number});
        return new DataRecord(id(number), number, 1, Instant.EPOCH, Instant.EPOCH, data);
    }
}
