package io.tabularium.application.command;

import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.schema.SchemaName;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Lets patches of one record wait in line while one thread applies those before them; then the
 * first one's thread applies all that wait, together. Patches of other records do not wait.
 * Thread-safe.
 */
final class PatchLines {

    private static final int MAX_TOGETHER = 64;

    private final Consumer<List<PendingPatch>> apply;

    /** A record with patches under way has a line, which may be empty. Guards itself. */
    private final Map<Line, Queue<PendingPatch>> lines = new HashMap<>();

    private record Line(SchemaName schema, RecordId id) {}

    /**
     * @param apply gives each of some patches of one record its outcome
     */
    PatchLines(Consumer<List<PendingPatch>> apply) {
        this.apply = apply;
    }

    /**
     * Waits for the patch to be done.
     *
     * @throws RuntimeException if it is refused
     */
    DataRecord perform(PendingPatch patch) {
        Line line = new Line(patch.schema().name(), patch.id());
        List<PendingPatch> batch = join(line, patch) ? List.of(patch) : patch.awaitTurn();
        if (!batch.isEmpty()) {
            lead(line, batch);
        }
        return patch.outcome();
    }

    /** Whether the patch is the first one of its line. */
    private boolean join(Line line, PendingPatch patch) {
        synchronized (lines) {
            Queue<PendingPatch> waiting = lines.get(line);
            if (waiting == null) {
                lines.put(line, new ArrayDeque<>(0));
                return true;
            }
            waiting.add(patch);
            return false;
        }
    }

    private void lead(Line line, List<PendingPatch> batch) {
        try {
            apply.accept(batch);
        } catch (RuntimeException | Error e) {
            batch.forEach(patch -> patch.refuse(e));
        } finally {
            List<PendingPatch> next = next(line);
            if (!next.isEmpty()) {
                next.getFirst().lead(next);
            }
        }
    }

    /** Takes those whose turn it is; without any the line ends. */
    private List<PendingPatch> next(Line line) {
        synchronized (lines) {
            Queue<PendingPatch> waiting = lines.get(line);
            List<PendingPatch> next = new ArrayList<>();
            while (waiting != null && next.size() < MAX_TOGETHER && !waiting.isEmpty()) {
                next.add(waiting.remove());
            }
            if (next.isEmpty()) {
                lines.remove(line);
            }
            return next;
        }
    }
}
