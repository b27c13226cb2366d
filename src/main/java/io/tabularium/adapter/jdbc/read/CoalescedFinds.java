package io.tabularium.adapter.jdbc.read;

import io.tabularium.domain.TabulariumException.QueryTimeout;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordId;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds records by identifier. At most {@code lanes} queries are under way. A find that comes while
 * all lanes are taken waits; the query that takes the next free lane answers all finds that wait. A
 * find never waits while a lane is free. Thread-safe.
 */
public final class CoalescedFinds {

    private static final int MAX_TOGETHER = 128;

    private final Function<List<RecordId>, Collection<DataRecord>> query;
    private final int lanes;
    private final Duration limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Find> waiting = new ArrayDeque<>();
    private int queriesUnderWay;

    /**
     * @param query finds the records of some identifiers, as far as there are any
     * @param lanes queries at the same time, at least 1. With more of them fewer finds share one.
     * @param limit how long a find may wait for its turn
     */
    public CoalescedFinds(
            Function<List<RecordId>, Collection<DataRecord>> query, int lanes, Duration limit) {
        this.query = query;
        this.lanes = lanes;
        this.limit = limit;
    }

    /** What a find that waited is told. */
    private sealed interface Turn {

        /** To run a query for these, itself among them. */
        record Lead(List<Find> finds) implements Turn {}

        /** What came of it. */
        record Found(Optional<DataRecord> dataRecord) implements Turn {}
    }

    private static final class Find {

        private final RecordId id;
        private final CompletableFuture<Turn> turn = new CompletableFuture<>();

        Find(RecordId id) {
            this.id = id;
        }
    }

    /**
     * The record of that identifier, as it is stored at a moment between call and return.
     *
     * @throws QueryTimeout if its turn does not come in time
     */
    public Optional<DataRecord> find(RecordId id) {
        Find find = new Find(id);
        return isLeader(find) ? lead(List.of(find), find) : await(find);
    }

    /** How many finds wait for their turn. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private boolean isLeader(Find find) {
        lock.lock();
        try {
            if (queriesUnderWay < lanes) {
                queriesUnderWay++;
                return true;
            }
            waiting.add(find);
            return false;
        } finally {
            lock.unlock();
        }
    }

    private Optional<DataRecord> await(Find find) {
        return switch (turnOf(find)) {
            case Turn.Lead(List<Find> finds) -> lead(finds, find);
            case Turn.Found(Optional<DataRecord> dataRecord) -> dataRecord;
        };
    }

    private Turn turnOf(Find find) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return find.turn.get(limit.toNanos(), TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    if (withdraw(find)) {
                        throw new QueryTimeout(limit);
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw rethrown(find.turn.exceptionNow());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whether the find still waited; else its turn has come or is about to. */
    private boolean withdraw(Find find) {
        lock.lock();
        try {
            return waiting.remove(find);
        } finally {
            lock.unlock();
        }
    }

    /** Runs a query, tells the others what came of it, and hands the lane on. */
    private Optional<DataRecord> lead(List<Find> finds, Find own) {
        try {
            Map<RecordId, DataRecord> found = query(finds);
            for (Find find : finds) {
                find.turn.complete(new Turn.Found(Optional.ofNullable(found.get(find.id))));
            }
            return Optional.ofNullable(found.get(own.id));
        } catch (RuntimeException | Error e) {
            finds.forEach(find -> find.turn.completeExceptionally(e));
            throw e;
        } finally {
            handOn();
        }
    }

    private Map<RecordId, DataRecord> query(List<Find> finds) {
        List<RecordId> ids = finds.stream().map(find -> find.id).distinct().toList();
        return query.apply(ids).stream()
                .collect(Collectors.toMap(DataRecord::id, Function.identity()));
    }

    private void handOn() {
        List<Find> next = next();
        if (!next.isEmpty()) {
            next.getFirst().turn.complete(new Turn.Lead(next));
        }
    }

    /** Takes those whose turn it is; where nobody waits, a query less is under way. */
    private List<Find> next() {
        lock.lock();
        try {
            List<Find> next = new ArrayList<>(Math.min(MAX_TOGETHER, waiting.size()));
            while (next.size() < MAX_TOGETHER && !waiting.isEmpty()) {
                next.add(waiting.removeFirst());
            }
            if (next.isEmpty()) {
                queriesUnderWay--;
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    private static RuntimeException rethrown(Throwable failure) {
        return switch (failure) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            default -> new IllegalStateException(failure);
        };
    }
}
