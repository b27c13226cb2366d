package io.tabularium.crash;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the server has acknowledged, and what it was asked and did not live to answer. Clients own
 * disjoint records, so that the history of each record is a sequence, with at most one open write
 * at its end. Thread-safe, except for {@link #settle}.
 */
final class Ledger {

    private static final int SHOWN = 5;

    private final Map<Identity, RecordState> acknowledged = new ConcurrentHashMap<>();
    private final Queue<Attempt> open = new ConcurrentLinkedQueue<>();
    private final AtomicInteger acknowledgements = new AtomicInteger();

    /** The state that was acknowledged; null if there is no such record. */
    @Nullable RecordState expected(Identity identity) {
        return acknowledged.get(identity);
    }

    /** How many writes were acknowledged so far. */
    int acknowledgements() {
        return acknowledgements.get();
    }

    int size() {
        return acknowledged.size();
    }

    void acknowledge(Write write) {
        acknowledgements.incrementAndGet();
        write.after()
                .forEach(
                        (identity, after) ->
                                after.ifPresentOrElse(
                                        state -> acknowledged.put(identity, state),
                                        () -> acknowledged.remove(identity)));
    }

    void leaveOpen(Attempt attempt) {
        open.add(attempt);
    }

    /**
     * Compares all that is stored with all that is known, and takes over what the open writes turn
     * out to have done.
     *
     * @return the open writes, each with whether it was done
     * @throws AssertionError if an open write is half there, or any record is not in the state that
     *     it must be in
     */
    List<Settled> settle(Map<Identity, RecordState> found) {
        List<Settled> settled = new ArrayList<>();
        for (Attempt attempt : open) {
            boolean done = wasDone(attempt, found);
            if (done) {
                acknowledge(attempt.write());
            }
            settled.add(new Settled(attempt, done));
        }
        open.clear();
        assertThat(differences(found)).as("records that are not as acknowledged").isEmpty();
        acknowledged.putAll(found);
        return settled;
    }

    /** A write that was open, and whether it turned out to be done. */
    record Settled(Attempt attempt, boolean done) {}

    private boolean wasDone(Attempt attempt, Map<Identity, RecordState> found) {
        List<Identity> before = new ArrayList<>();
        List<Identity> after = new ArrayList<>();
        List<String> neither = new ArrayList<>();
        attempt.write()
                .after()
                .forEach(
                        (identity, changed) -> {
                            Optional<RecordState> now = Optional.ofNullable(found.get(identity));
                            if (meets(changed, now)) {
                                after.add(identity);
                            } else if (meets(Optional.ofNullable(expected(identity)), now)) {
                                before.add(identity);
                            } else {
                                neither.add(identity + " is " + now);
                            }
                        });
        assertThat(neither).as("neither before nor after %s", attempt.name()).isEmpty();
        assertThat(before.isEmpty() || after.isEmpty())
                .as(
                        "%s is half there: %d records before it, %d after it, such as %s and %s",
                        attempt.name(),
                        before.size(),
                        after.size(),
                        before.stream().limit(SHOWN).toList(),
                        after.stream().limit(SHOWN).toList())
                .isTrue();
        return !after.isEmpty();
    }

    private static boolean meets(Optional<RecordState> expected, Optional<RecordState> found) {
        return expected.isPresent()
                ? found.filter(expected.get()::isMetBy).isPresent()
                : found.isEmpty();
    }

    private Map<String, String> differences(Map<Identity, RecordState> found) {
        Map<String, String> differences = new TreeMap<>();
        acknowledged.forEach(
                (identity, expected) -> {
                    RecordState now = found.get(identity);
                    if (now == null) {
                        differences.put(identity.toString(), "lost: " + expected);
                    } else if (!expected.isMetBy(now)) {
                        differences.put(identity.toString(), expected + " became " + now);
                    }
                });
        found.forEach(
                (identity, now) -> {
                    if (!acknowledged.containsKey(identity)) {
                        differences.put(identity.toString(), "nobody's, or deleted: " + now);
                    }
                });
        return differences;
    }
}
