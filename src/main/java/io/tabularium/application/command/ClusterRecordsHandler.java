package io.tabularium.application.command;

import io.tabularium.domain.TabulariumException.UnknownSchema;
import io.tabularium.domain.maintenance.StorageClusterer;
import io.tabularium.domain.maintenance.StorageClusterer.Phase;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.SchemaCatalog;
import io.tabularium.domain.schema.SchemaName;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Has the records of a schema stored in order, or their indexes made anew, while they are in use.
 * Thread-safe.
 */
public final class ClusterRecordsHandler implements AutoCloseable {

    /** What comes of the wish to cluster a schema. */
    public enum Answer {
        STARTED,
        /** One schema is being clustered, and there is but one at a time. */
        UNDER_WAY,
        /** The schema declares no clustering. */
        NOT_DECLARED
    }

    private final SchemaCatalog catalog;
    private final StorageClusterer clusterer;
    private final InstantSource clock;

    /** The last of each schema. */
    private final Map<SchemaName, BackgroundRun<ClusteringProgress>> runs = new TreeMap<>();

    public ClusterRecordsHandler(
            SchemaCatalog catalog, StorageClusterer clusterer, InstantSource clock) {
        this.catalog = catalog;
        this.clusterer = clusterer;
        this.clock = clock;
    }

    /**
     * Begins, and does not wait for the end.
     *
     * @throws UnknownSchema if there is no schema of that name
     */
    public synchronized Answer start(String name) {
        Schema schema = catalog.get(name);
        if (schema.clustering().isEmpty()) {
            return Answer.NOT_DECLARED;
        }
        return begin(schema) ? Answer.STARTED : Answer.UNDER_WAY;
    }

    /**
     * Begins to make all indexes of a schema anew, the primary key among them, and does not wait
     * for the end: its records are stored anew, in order if the schema declares one.
     *
     * @return whether it has begun; not while any schema is being rewritten
     * @throws UnknownSchema if there is no schema of that name
     */
    public synchronized boolean rebuild(String name) {
        return begin(catalog.get(name));
    }

    private boolean begin(Schema schema) {
        if (runs.values().stream().anyMatch(BackgroundRun::isRunning)) {
            return false;
        }
        BackgroundRun<ClusteringProgress> run = run(schema);
        runs.put(schema.name(), run);
        run.start();
        return true;
    }

    /**
     * Stops what is under way, and returns when it has ended: cancelled, or done if this came too
     * late.
     *
     * @return whether anything was under way
     * @throws UnknownSchema if there is no schema of that name
     */
    public synchronized boolean cancel(String name) {
        Optional<BackgroundRun<ClusteringProgress>> running =
                Optional.ofNullable(runs.get(catalog.get(name).name()))
                        .filter(BackgroundRun::isRunning);
        running.ifPresent(BackgroundRun::cancel);
        return running.isPresent();
    }

    /** The last clustering of each schema since the start of the process, ordered by name. */
    public synchronized List<RunStatus<ClusteringProgress>> list() {
        return runs.values().stream().map(BackgroundRun::status).toList();
    }

    /**
     * The last clustering of that schema; empty if there was none.
     *
     * @throws UnknownSchema if there is no schema of that name
     */
    public synchronized Optional<RunStatus<ClusteringProgress>> get(String name) {
        return Optional.ofNullable(runs.get(catalog.get(name).name())).map(BackgroundRun::status);
    }

    /** Stops what is under way. */
    @Override
    public synchronized void close() {
        runs.values().stream().filter(BackgroundRun::isRunning).forEach(BackgroundRun::cancel);
    }

    private BackgroundRun<ClusteringProgress> run(Schema schema) {
        return new BackgroundRun<>(
                "tabularium-clustering",
                new ClusteringProgress(schema.name(), Phase.COPYING, 0, 0),
                progress ->
                        clusterer.cluster(
                                schema,
                                (phase, copied, all) ->
                                        progress.accept(
                                                new ClusteringProgress(
                                                        schema.name(), phase, copied, all))),
                clock);
    }
}
