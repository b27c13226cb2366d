package io.tabularium.application.command;

import io.tabularium.domain.TabulariumException.UnknownSchema;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.SchemaCatalog;
import io.tabularium.domain.schema.SchemaName;
import io.tabularium.domain.schema.StorageClusterer;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Has the records of a schema stored in order while they are in use. Thread-safe. */
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
    private final Map<SchemaName, ClusteringRun> runs = new TreeMap<>();

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
        Schema schema = find(name);
        if (schema.clustering().isEmpty()) {
            return Answer.NOT_DECLARED;
        }
        if (runs.values().stream().anyMatch(ClusteringRun::isRunning)) {
            return Answer.UNDER_WAY;
        }
        ClusteringRun run = new ClusteringRun(schema, clusterer, clock);
        runs.put(schema.name(), run);
        run.start();
        return Answer.STARTED;
    }

    /**
     * Stops what is under way, and returns when it has ended: cancelled, or done if this came too
     * late.
     *
     * @return whether anything was under way
     * @throws UnknownSchema if there is no schema of that name
     */
    public synchronized boolean cancel(String name) {
        Optional<ClusteringRun> running =
                Optional.ofNullable(runs.get(find(name).name())).filter(ClusteringRun::isRunning);
        running.ifPresent(ClusteringRun::cancel);
        return running.isPresent();
    }

    /** The last clustering of each schema since the start of the process, ordered by name. */
    public synchronized List<ClusteringStatus> list() {
        return runs.values().stream().map(ClusteringRun::status).toList();
    }

    /**
     * The last clustering of that schema; empty if there was none.
     *
     * @throws UnknownSchema if there is no schema of that name
     */
    public synchronized Optional<ClusteringStatus> get(String name) {
        return Optional.ofNullable(runs.get(find(name).name())).map(ClusteringRun::status);
    }

    /** Stops what is under way. */
    @Override
    public synchronized void close() {
        runs.values().stream().filter(ClusteringRun::isRunning).forEach(ClusteringRun::cancel);
    }

    private Schema find(String name) {
        return catalog.find(name).orElseThrow(() -> new UnknownSchema(name));
    }
}
