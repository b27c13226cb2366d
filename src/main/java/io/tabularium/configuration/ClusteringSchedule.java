package io.tabularium.configuration;

import io.tabularium.application.command.AutomaticClustering;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Has the load looked at once a second, on a thread of its own. */
final class ClusteringSchedule implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClusteringSchedule.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final AutomaticClustering clustering;
    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("tabularium-clustering-watch").factory());

    ClusteringSchedule(AutomaticClustering clustering) {
        this.clustering = clustering;
        var _ =
                thread.scheduleWithFixedDelay(
                        this::look, INTERVAL.toNanos(), INTERVAL.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void look() {
        try {
            clustering.look();
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("clustering_not_checked");
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
