package io.tabularium.application.command;

import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.StorageClusterer;
import io.tabularium.domain.schema.StorageClusterer.Phase;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Clusters one schema, once, on a thread of its own. Thread-safe. */
final class ClusteringRun {

    private final Schema schema;
    private final StorageClusterer clusterer;
    private final InstantSource clock;
    private final Thread thread;
    private volatile ClusteringStatus status;

    ClusteringRun(Schema schema, StorageClusterer clusterer, InstantSource clock) {
        this.schema = schema;
        this.clusterer = clusterer;
        this.clock = clock;
        this.status =
                new ClusteringStatus(
                        schema.name(),
                        ClusteringStatus.State.RUNNING,
                        Phase.COPYING,
                        0,
                        0,
                        clock.instant(),
                        Optional.empty(),
                        Optional.empty());
        this.thread = Thread.ofPlatform().name("tabularium-clustering").unstarted(this::perform);
    }

    void start() {
        thread.start();
    }

    /** Stops it, unless its end has come already, and returns when it has ended. */
    void cancel() {
        thread.interrupt();
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isRunning() {
        return status.state() == ClusteringStatus.State.RUNNING;
    }

    ClusteringStatus status() {
        return status;
    }

    private void perform() {
        try {
            clusterer.cluster(schema, this::enter);
            end(ClusteringStatus.State.DONE, Optional.empty());
        } catch (InterruptedException e) {
            end(ClusteringStatus.State.CANCELLED, Optional.empty());
        } catch (TabulariumException e) {
            end(ClusteringStatus.State.FAILED, Optional.ofNullable(e.getMessage()));
        } catch (RuntimeException | Error e) {
            end(ClusteringStatus.State.FAILED, Optional.of("An internal error."));
            throw e;
        }
    }

    private void enter(Phase phase, long copied, long all) {
        status =
                new ClusteringStatus(
                        schema.name(),
                        ClusteringStatus.State.RUNNING,
                        phase,
                        copied,
                        all,
                        status.startedAt(),
                        Optional.empty(),
                        Optional.empty());
    }

    private void end(ClusteringStatus.State state, Optional<String> failure) {
        ClusteringStatus last = status;
        Instant now = clock.instant();
        status =
                new ClusteringStatus(
                        schema.name(),
                        state,
                        last.phase(),
                        last.copied(),
                        last.all(),
                        last.startedAt(),
                        Optional.of(now),
                        failure);
    }
}
