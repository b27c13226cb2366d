package io.tabularium.application.command;

import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.TabulariumException.UnknownSchema;
import io.tabularium.domain.maintenance.IndexInspector;
import io.tabularium.domain.maintenance.IndexInspector.Extent;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.SchemaCatalog;
import io.tabularium.domain.schema.SchemaName;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Has the indexes of schemas compared with the records while they are in use, one at a time, on a
 * thread of its own. Thread-safe.
 */
public final class CheckIndexesHandler implements AutoCloseable {

    /** What comes of the wish to compare. */
    public enum Answer {
        STARTED,
        /** A comparison is under way, and there is but one at a time. */
        UNDER_WAY
    }

    private final SchemaCatalog catalog;
    private final IndexInspector inspector;
    private final InstantSource clock;

    /** The last of each schema. */
    private final Map<SchemaName, IndexCheckStatus> checks = new ConcurrentSkipListMap<>();

    private Optional<BackgroundRun<Extent>> running = Optional.empty();

    public CheckIndexesHandler(
            SchemaCatalog catalog, IndexInspector inspector, InstantSource clock) {
        this.catalog = catalog;
        this.inspector = inspector;
        this.clock = clock;
    }

    /**
     * Begins to compare everything of a schema, and does not wait for the end.
     *
     * @throws UnknownSchema if there is no schema of that name
     */
    public Answer start(String name) {
        return start(List.of(catalog.get(name)), Extent.ALL);
    }

    /** Begins to compare so much of each schema; the time is that for each. */
    public Answer startAll(Extent extent) {
        return start(catalog.list(), extent);
    }

    /**
     * Stops a comparison, and returns when it has ended.
     *
     * @return whether one of that schema was under way
     * @throws UnknownSchema if there is no schema of that name
     */
    public synchronized boolean cancel(String name) {
        boolean underWay =
                Optional.ofNullable(checks.get(catalog.get(name).name()))
                        .map(IndexCheckStatus::state)
                        .filter(IndexCheckStatus.State.RUNNING::equals)
                        .isPresent();
        if (underWay) {
            stop();
        }
        return underWay;
    }

    /** The last comparison of each schema since the start of the process, ordered by name. */
    public List<IndexCheckStatus> list() {
        return List.copyOf(checks.values());
    }

    /**
     * The last comparison of that schema; empty if there was none.
     *
     * @throws UnknownSchema if there is no schema of that name
     */
    public Optional<IndexCheckStatus> get(String name) {
        return Optional.ofNullable(checks.get(catalog.get(name).name()));
    }

    /** The schemas of which an index disagreed with the records when they were last compared. */
    public List<SchemaName> inDisagreement() {
        return checks.values().stream()
                .filter(check -> !check.disagreements().isEmpty())
                .map(IndexCheckStatus::schema)
                .toList();
    }

    /** Stops what is under way. */
    @Override
    public synchronized void close() {
        stop();
    }

    private synchronized Answer start(List<Schema> schemas, Extent extent) {
        if (running.filter(BackgroundRun::isRunning).isPresent()) {
            return Answer.UNDER_WAY;
        }
        schemas.stream().limit(1).forEach(this::begin);
        BackgroundRun<Extent> run =
                new BackgroundRun<>(
                        "tabularium-index-check",
                        extent,
                        progress -> compare(schemas, extent),
                        clock);
        running = Optional.of(run);
        run.start();
        return Answer.STARTED;
    }

    private void begin(Schema schema) {
        checks.put(schema.name(), IndexCheckStatus.started(schema.name(), clock.instant()));
    }

    private void compare(List<Schema> schemas, Extent extent) {
        for (Schema schema : schemas) {
            begin(schema);
            IndexCheckStatus end = compare(schema, extent);
            checks.put(schema.name(), end);
            if (end.state() == IndexCheckStatus.State.CANCELLED) {
                return;
            }
        }
    }

    private IndexCheckStatus compare(Schema schema, Extent extent) {
        try {
            var found =
                    inspector.inspect(
                            schema,
                            extent,
                            values ->
                                    checks.computeIfPresent(
                                            schema.name(),
                                            (name, status) -> status.withCompared(values)));
            return status(schema).done(found, clock.instant());
        } catch (InterruptedException e) {
            return status(schema).cancelled(clock.instant());
        } catch (TabulariumException e) {
            return status(schema).failed(String.valueOf(e.getMessage()), clock.instant());
        } catch (RuntimeException | Error e) {
            checks.put(schema.name(), status(schema).failed("An internal error.", clock.instant()));
            throw e;
        }
    }

    private IndexCheckStatus status(Schema schema) {
        return checks.getOrDefault(
                schema.name(), IndexCheckStatus.started(schema.name(), clock.instant()));
    }

    private void stop() {
        running.ifPresent(BackgroundRun::cancel);
    }
}
