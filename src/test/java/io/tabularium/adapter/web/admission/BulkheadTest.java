package io.tabularium.adapter.web.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tabularium.domain.TabulariumException.Overloaded;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

final class BulkheadTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void letsSoManyInAndTheNextOnceOneHasLeft() {
        Bulkhead bulkhead = bulkhead(2, 1, LONG);
        Bulkhead.Place first = bulkhead.enter("a");
        bulkhead.enter("a");
        CompletableFuture<Bulkhead.Place> third =
                CompletableFuture.supplyAsync(() -> bulkhead.enter("a"));
        awaitWaiting(bulkhead, 1);
        assertThat(third).isNotDone();

        first.leave();

        third.join();
        assertThat(bulkhead.inUse()).isEqualTo(2);
        assertThat(bulkhead.waiting()).isZero();
    }

    @Test
    void refusesAtOnceWhereTooManyWait() {
        Bulkhead bulkhead = bulkhead(1, 1, LONG);
        Bulkhead.Place first = bulkhead.enter("a");
        CompletableFuture<Bulkhead.Place> waiting =
                CompletableFuture.supplyAsync(() -> bulkhead.enter("b"));
        awaitWaiting(bulkhead, 1);

        assertThatThrownBy(() -> bulkhead.enter("c")).isInstanceOf(Overloaded.class);

        first.leave();
        waiting.join();
    }

    @Test
    void refusesWhoWaitedForTooLong() {
        Bulkhead bulkhead = bulkhead(1, 1, Duration.ofMillis(1));
        bulkhead.enter("a");

        assertThatThrownBy(() -> bulkhead.enter("a"))
                .isInstanceOfSatisfying(
                        Overloaded.class, refusal -> assertThat(refusal.retryAfter()).isPositive());
        assertThat(bulkhead.waiting()).isZero();
        assertThat(bulkhead.inUse()).isOne();
    }

    @Test
    void leavesHalfOfThePlacesToOthersWhereCallersHaveShares() {
        Bulkhead bulkhead = new Bulkhead(Load.UPLOADS, new Bulkhead.Size(4, 0, Duration.ZERO));
        Bulkhead.Place first = bulkhead.enter("a");
        bulkhead.enter("a");

        assertThatThrownBy(() -> bulkhead.enter("a"))
                .isInstanceOf(Overloaded.class)
                .hasMessageContaining("Too many uploads of this caller");

        bulkhead.enter("b");
        first.leave();
        bulkhead.enter("a");
        bulkhead.enter("c");
        assertThatThrownBy(() -> bulkhead.enter("d"))
                .isInstanceOf(Overloaded.class)
                .hasMessageContaining("Too many uploads are");
        assertThat(bulkhead.inUse()).isEqualTo(4);
    }

    @Test
    void letsACallerWaitForItsShare() {
        Bulkhead bulkhead = new Bulkhead(Load.UPLOADS, new Bulkhead.Size(2, 1, LONG));
        Bulkhead.Place first = bulkhead.enter("a");
        CompletableFuture<Bulkhead.Place> second =
                CompletableFuture.supplyAsync(() -> bulkhead.enter("a"));
        awaitWaiting(bulkhead, 1);
        bulkhead.enter("b").leave();
        assertThat(second).isNotDone();

        first.leave();

        second.join();
        assertThat(bulkhead.inUse()).isOne();
    }

    @Test
    void leavesHalfOfTheQueueToOthersWhereCallersHaveShares() {
        Bulkhead bulkhead = new Bulkhead(Load.UPLOADS, new Bulkhead.Size(2, 2, LONG));
        Bulkhead.Place first = bulkhead.enter("a");
        Bulkhead.Place other = bulkhead.enter("b");
        CompletableFuture<Bulkhead.Place> second =
                CompletableFuture.supplyAsync(
                        () -> bulkhead.enter("a"), Thread::startVirtualThread);
        awaitWaiting(bulkhead, 1);

        assertThatThrownBy(() -> bulkhead.enter("a")).isInstanceOf(Overloaded.class);

        CompletableFuture<Bulkhead.Place> waiting =
                CompletableFuture.supplyAsync(
                        () -> bulkhead.enter("c"), Thread::startVirtualThread);
        awaitWaiting(bulkhead, 2);
        first.leave();
        other.leave();
        second.join();
        waiting.join();
        assertThat(bulkhead.waiting()).isZero();
    }

    @Test
    void tellsOthersOfItself() {
        Bulkhead bulkhead = bulkhead(2, 0, LONG);
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        bulkhead.bindTo(registry);
        bulkhead.enter("a");
        bulkhead.enter("a");
        assertThatThrownBy(() -> bulkhead.enter("a")).isInstanceOf(Overloaded.class);

        assertThat(registry.get("tabularium.bulkhead.limit").gauge().value()).isEqualTo(2);
        assertThat(registry.get("tabularium.bulkhead.in_use").gauge().value()).isEqualTo(2);
        assertThat(registry.get("tabularium.bulkhead.waiting").gauge().value()).isZero();
        assertThat(registry.get("tabularium.bulkhead.rejected").functionCounter().count())
                .isEqualTo(1);
        assertThat(registry.getMeters())
                .allSatisfy(
                        meter -> assertThat(meter.getId().getTag("bulkhead")).isEqualTo("writes"));
    }

    private static Bulkhead bulkhead(int limit, int maxWaiting, Duration maxWait) {
        return new Bulkhead(Load.WRITES, new Bulkhead.Size(limit, maxWaiting, maxWait));
    }

    private static void awaitWaiting(Bulkhead bulkhead, int number) {
        while (bulkhead.waiting() < number) {
            Thread.onSpinWait();
        }
    }
}
