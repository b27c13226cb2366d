package io.tabularium.adapter.jdbc.write;

import io.tabularium.domain.TabulariumException.DuplicateRecord;
import io.tabularium.domain.TabulariumException.StorageUnavailable;
import io.tabularium.domain.record.DataRecord;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Does groups of single writes, as a rule in one transaction each, and completes every write with
 * an outcome of its own. Used by one thread at a time: the one that has the writer's turn.
 */
public final class GroupTransactions {

    private static final int MOST_CONFLICTS = 8;

    private final WriteSession session;
    private final NewRecords records;

    /** Conflicts with other transactions since the last commit. */
    private int conflicts;

    public GroupTransactions(WriteSession session, NewRecords records) {
        this.session = session;
        this.records = records;
    }

    /**
     * Does the writes in order.
     *
     * @throws StorageUnavailable if the database cannot be used at present; some writes may be left
     *     without an outcome then, and it is unknown whether those took effect
     */
    public void perform(List<PendingWrite> writes) {
        Deque<List<PendingWrite>> groups = new ArrayDeque<>();
        groups.push(writes);
        while (!groups.isEmpty()) {
            for (List<PendingWrite> left : attempt(groups.pop()).reversed()) {
                groups.push(left);
            }
        }
        session.tidy();
    }

    /**
     * @return the groups that what is left falls into, in order
     */
    private List<List<PendingWrite>> attempt(List<PendingWrite> group) {
        BatchPlan plan = new BatchPlan(group);
        List<PendingWrite> left;
        try {
            left = commit(plan);
        } catch (SQLException e) {
            return recover(plan, e);
        } catch (RuntimeException | StackOverflowError e) {
            session.abandon();
            return takeApart(group, e);
        }
        conflicts = 0;
        plan.complete();
        return left.isEmpty() ? List.of() : List.of(left);
    }

    private List<PendingWrite> commit(BatchPlan plan) throws SQLException {
        Map<RecordKey, DataRecord> stored = new HashMap<>();
        session.begin(plan).forEach(found -> stored.put(RecordKey.of(found), found));
        List<PendingWrite> left = plan.decide(stored, records.now(), records.sequences());
        session.commit(plan);
        return Stream.concat(plan.postponed().stream(), left.stream()).toList();
    }

    private List<List<PendingWrite>> recover(BatchPlan plan, SQLException failure) {
        return switch (session.kindOf(failure)) {
            case LOST -> {
                session.giveUp();
                throw session.failure(failure);
            }
            case DUPLICATE_KEY -> {
                session.abandon();
                yield refuseDuplicates(plan, failure);
            }
            case CONFLICT -> {
                session.abandon();
                yield again(plan.group(), failure);
            }
            case REFUSED -> {
                session.abandon();
                plan.group().forEach(write -> write.refuse(session.failure(failure)));
                yield List.of();
            }
            case UNKNOWN -> {
                session.abandon();
                yield takeApart(plan.group(), failure);
            }
        };
    }

    /** Tries a group again after a conflict; after too many of them in parts. */
    private List<List<PendingWrite>> again(List<PendingWrite> group, SQLException failure) {
        conflicts++;
        if (conflicts < MOST_CONFLICTS) {
            return List.of(group);
        }
        conflicts = 0;
        return takeApart(group, failure);
    }

    /** Refuses the writes whose unique key another record has, and leaves the others. */
    private List<List<PendingWrite>> refuseDuplicates(BatchPlan plan, SQLException failure) {
        Map<PendingWrite, List<String>> duplicates;
        try {
            duplicates = duplicates(plan);
        } catch (SQLException e) {
            session.abandon();
            failure.addSuppressed(e);
            return takeApart(plan.group(), failure);
        }
        session.abandon();
        // Then a bulk load has the key that is being committed: it takes effect before it is seen.
        if (duplicates.isEmpty()) {
            return takeApart(plan.group(), new KeyInDoubt(failure));
        }
        duplicates.forEach((write, key) -> write.refuse(new DuplicateRecord(key)));
        List<PendingWrite> others = new ArrayList<>(plan.group());
        others.removeAll(duplicates.keySet());
        return List.of(others);
    }

    private Map<PendingWrite, List<String>> duplicates(BatchPlan plan) throws SQLException {
        Map<PendingWrite, List<String>> duplicates = new HashMap<>();
        session.takenKeys(plan.changes())
                .forEach(
                        (taken, key) ->
                                plan.takerOf(key, taken)
                                        .ifPresent(write -> duplicates.put(write, key)));
        return duplicates;
    }

    /** Halves a group until what makes it fail is alone; that one fails. */
    private List<List<PendingWrite>> takeApart(List<PendingWrite> group, Throwable failure) {
        if (group.size() > 1) {
            int middle = group.size() / 2;
            return List.of(group.subList(0, middle), group.subList(middle, group.size()));
        }
        group.getFirst().refuse(failureOf(failure));
        return List.of();
    }

    private RuntimeException failureOf(Throwable failure) {
        return switch (failure) {
            case SQLException e -> session.failure(e);
            case RuntimeException e -> e;
            default -> new StorageUnavailable("The storage failed.", failure);
        };
    }
}
