package io.tabularium.adapter.duckdb.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.record.RecordPage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

@Timeout(30)
final class SharedSearchesTest {

    private static final PageRequest REQUEST =
            new PageRequest(new PageRequest.Start.Offset(0), 10, true);
    private static final SharedSearches.Key KEY = new SharedSearches.Key("query", REQUEST, 1);
    private static final RecordPage PAGE = page(1);

    private final SharedSearches searches = new SharedSearches(Duration.ofMinutes(1));
    private final CountDownLatch reading = new CountDownLatch(1);
    private final CompletableFuture<RecordPage> read = new CompletableFuture<>();

    @Test
    void givesThePageOfOneReadToSearchesThatBeginMeanwhile() throws Exception {
        FutureTask<RecordPage> first = begin(KEY, this::readSlowly);
        reading.await();
        FutureTask<RecordPage> second = begin(KEY, SharedSearchesTest::fail);
        awaitWaiting(second);

        read.complete(PAGE);

        assertThat(first.get()).isSameAs(PAGE);
        assertThat(second.get()).isSameAs(PAGE);
        assertThat(searches.underWay()).isZero();
    }

    @Test
    void readsAnewInAnotherState() throws Exception {
        FutureTask<RecordPage> first = begin(KEY, this::readSlowly);
        reading.await();

        SharedSearches.Key later = new SharedSearches.Key("query", REQUEST, 2);
        assertThat(searches.search(later, () -> page(2))).isEqualTo(page(2));

        read.complete(PAGE);
        assertThat(first.get()).isSameAs(PAGE);
    }

    @Test
    void readsAnewWhenTheOtherReadIsOver() {
        assertThat(searches.search(KEY, () -> PAGE)).isSameAs(PAGE);
        assertThat(searches.search(KEY, () -> page(2))).isEqualTo(page(2));
    }

    @Test
    void doesNotFailWithTheReadOfAnother() throws Exception {
        FutureTask<RecordPage> first = begin(KEY, this::readSlowly);
        reading.await();
        FutureTask<RecordPage> second = begin(KEY, () -> PAGE);
        awaitWaiting(second);

        read.completeExceptionally(new IllegalStateException("no room"));

        assertThatThrownBy(first::get).hasRootCauseMessage("no room");
        assertThat(second.get()).isSameAs(PAGE);
        assertThat(searches.underWay()).isZero();
    }

    private Thread waiting;

    private FutureTask<RecordPage> begin(SharedSearches.Key key, Supplier<RecordPage> reader) {
        FutureTask<RecordPage> search = new FutureTask<>(() -> searches.search(key, reader));
        waiting = Thread.ofPlatform().daemon().start(search);
        return search;
    }

    private void awaitWaiting(FutureTask<RecordPage> search) {
        while (waiting.getState() != Thread.State.TIMED_WAITING && !search.isDone()) {
            Thread.onSpinWait();
        }
    }

    private RecordPage readSlowly() {
        reading.countDown();
        return read.join();
    }

    private static RecordPage fail() {
        throw new AssertionError("read although another did");
    }

    private static RecordPage page(long total) {
        return new RecordPage(List.of(), OptionalLong.of(total), Optional.empty());
    }
}
