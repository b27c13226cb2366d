package io.tabularium.application.command;

import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.maintenance.StoredOrder;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.SchemaCatalog;
import io.tabularium.domain.schema.SchemaName;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Starts the clustering of a schema that declares one when a tenth of its records is out of order
 * and the service is idle, and cancels it when the service is idle no more. Uses {@link
 * ClusterRecordsHandler}, so that one clustering runs at a time and an operator sees and cancels
 * all of them. A clustering that an operator has started is left alone.
 *
 * <p>{@link #look} is called once a second; all times here are counted in looks. Not thread-safe.
 */
public final class AutomaticClustering {

    /** The idle looks in a row after which a table is measured, and clustered if it is due. */
    private static final int IDLE_LOOKS = 60;

    /** The busy looks in a row that cancel a clustering: one request alone does not. */
    private static final int BUSY_LOOKS = 3;

    /** From a measurement of a table to the next. Doubled by each clustering that was cancelled. */
    private static final long PAUSE = 60;

    private static final int MOST_DOUBLINGS = 10;

    /** The share of records out of order from which on a table is clustered. */
    private static final double DUE = 0.1;

    private final SchemaCatalog catalog;
    private final StoredOrder order;
    private final ClusterRecordsHandler handler;
    private final BooleanSupplier idle;
    private final Map<SchemaName, Turn> turns = new HashMap<>();
    private @Nullable Schema started;
    private long looks;
    private int idleLooks;
    private int busyLooks;

    /** When a schema may be measured next, and how often in a row its clustering was cancelled. */
    private record Turn(long next, int cancelled) {

        static final Turn FIRST = new Turn(0, 0);

        Turn after(long look) {
            return new Turn(look + (PAUSE << cancelled), cancelled);
        }

        Turn afterCancel(long look) {
            return new Turn(look, Math.min(cancelled + 1, MOST_DOUBLINGS)).after(look);
        }

        Turn afterSuccess(long look) {
            return new Turn(look, 0).after(look);
        }
    }

    /**
     * @param idle whether the service is idle at the moment, and nothing is under way that no
     *     clustering may run beside
     */
    public AutomaticClustering(
            SchemaCatalog catalog,
            StoredOrder order,
            ClusterRecordsHandler handler,
            BooleanSupplier idle) {
        this.catalog = catalog;
        this.order = order;
        this.handler = handler;
        this.idle = idle;
    }

    /**
     * Looks at the load, and starts or cancels a clustering if that is due.
     *
     * @throws TabulariumException if storage fails; the next look is as good as any
     */
    public void look() {
        looks++;
        boolean idleNow = idle.getAsBoolean();
        idleLooks = idleNow ? idleLooks + 1 : 0;
        busyLooks = idleNow ? 0 : busyLooks + 1;
        if (started != null) {
            watch(started);
        } else if (idleLooks >= IDLE_LOOKS) {
            idleLooks = 0;
            startIfDue();
        }
    }

    private void watch(Schema schema) {
        String name = schema.name().value();
        boolean cancelled = busyLooks >= BUSY_LOOKS && handler.cancel(name);
        RunStatus.State state = handler.get(name).orElseThrow().state();
        if (state != RunStatus.State.RUNNING) {
            started = null;
            Turn turn = turns.getOrDefault(schema.name(), Turn.FIRST);
            turns.put(
                    schema.name(),
                    state == RunStatus.State.DONE && !cancelled
                            ? turn.afterSuccess(looks)
                            : turn.afterCancel(looks));
        }
    }

    /** Measures one table at most, the one whose turn has been due for longest. */
    private void startIfDue() {
        List<Schema> due =
                catalog.list().stream()
                        .filter(schema -> schema.clustering().isPresent())
                        .filter(schema -> turn(schema).next() <= looks)
                        .sorted(Comparator.comparingLong(schema -> turn(schema).next()))
                        .toList();
        if (due.isEmpty()) {
            return;
        }
        Schema schema = due.getFirst();
        turns.put(schema.name(), turn(schema).after(looks));
        if (order.disorder(schema) >= DUE
                && handler.start(schema.name().value()) == ClusterRecordsHandler.Answer.STARTED) {
            started = schema;
        }
    }

    private Turn turn(Schema schema) {
        return turns.getOrDefault(schema.name(), Turn.FIRST);
    }
}
