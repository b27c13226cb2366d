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
        bulkhead.enter();
        bulkhead.enter();
        CompletableFuture<Void> third = CompletableFuture.runAsync(bulkhead::enter);
        awaitWaiting(bulkhead, 1);
        assertThat(third).isNotDone();

        bulkhead.leave();

        third.join();
        assertThat(bulkhead.inUse()).isEqualTo(2);
        assertThat(bulkhead.waiting()).isZero();
    }

    @Test
    void refusesAtOnceWhereTooManyWait() {
        Bulkhead bulkhead = bulkhead(1, 1, LONG);
        bulkhead.enter();
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(bulkhead::enter);
        awaitWaiting(bulkhead, 1);

        assertThatThrownBy(bulkhead::enter).isInstanceOf(Overloaded.class);

        bulkhead.leave();
        waiting.join();
    }

    @Test
    void refusesWhoWaitedForTooLong() {
        Bulkhead bulkhead = bulkhead(1, 1, Duration.ofMillis(1));
        bulkhead.enter();

        assertThatThrownBy(bulkhead::enter)
                .isInstanceOfSatisfying(
                        Overloaded.class, refusal -> assertThat(refusal.retryAfter()).isPositive());
        assertThat(bulkhead.waiting()).isZero();
        assertThat(bulkhead.inUse()).isOne();
    }

    @Test
    void tellsOthersOfItself() {
        Bulkhead bulkhead = bulkhead(2, 0, LONG);
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        bulkhead.bindTo(registry);
        bulkhead.enter();
        bulkhead.enter();
        assertThatThrownBy(bulkhead::enter).isInstanceOf(Overloaded.class);

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
