package io.tabularium.adapter.duckdb.read;

import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.record.RecordPage;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Lets searches share one read if they ask for the same page of the same state: the first reads,
 * and those that begin meanwhile wait for its page. A search takes no page of a read that began in
 * another state, because that might miss a write that ended before the search began. Thread-safe.
 */
final class SharedSearches {

    private final Duration limit;
    private final Map<Key, CompletableFuture<RecordPage>> underWay = new ConcurrentHashMap<>();

    /**
     * @param limit how long a search waits for another; then it reads by itself
     */
    SharedSearches(Duration limit) {
        this.limit = limit;
    }

    /**
     * What a read answers.
     *
     * @param query its canonical text
     * @param epoch in which storage does not change
     */
    record Key(String query, PageRequest page, long epoch) {}

    /**
     * The page that another search reads already, or what {@code read} returns.
     *
     * @param read throws if it fails; others do not fail with it, but read by themselves
     */
    RecordPage search(Key key, Supplier<RecordPage> read) {
        CompletableFuture<RecordPage> own = new CompletableFuture<>();
        CompletableFuture<RecordPage> first = underWay.putIfAbsent(key, own);
        return first == null ? lead(key, own, read) : follow(first, read);
    }

    /** How many reads are under way. */
    int underWay() {
        return underWay.size();
    }

    private RecordPage lead(Key key, CompletableFuture<RecordPage> own, Supplier<RecordPage> read) {
        try {
            RecordPage page = read.get();
            own.complete(page);
            return page;
        } catch (RuntimeException | Error e) {
            own.completeExceptionally(e);
            throw e;
        } finally {
            underWay.remove(key);
        }
    }

    private RecordPage follow(CompletableFuture<RecordPage> first, Supplier<RecordPage> read) {
        try {
            return first.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return read.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return read.get();
        }
    }
}
