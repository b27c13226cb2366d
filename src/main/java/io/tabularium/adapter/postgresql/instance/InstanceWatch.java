package io.tabularium.adapter.postgresql.instance;

import io.tabularium.adapter.jdbc.Connections;
import io.tabularium.adapter.jdbc.VitalTask;
import io.tabularium.domain.TabulariumException.StorageUnavailable;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Looks once a second for what other processes on the database have done. Thread-safe. */
public final class InstanceWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(InstanceWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Connections connections;
    private final List<Look> looks;
    private final ScheduledThreadPoolExecutor thread;

    /** Whether the last look failed. Used by the thread alone. */
    private boolean failed;

    /** Reads what others have written. */
    @FunctionalInterface
    public interface Look {
        void look(Connection connection) throws SQLException;
    }

    /**
     * Begins to look.
     *
     * @param connections for short statements
     * @param looks are done one after the other
     */
    public InstanceWatch(Connections connections, List<Look> looks) {
        this.connections = connections;
        this.looks = List.copyOf(looks);
        this.thread =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("instance-watch").factory());
        // Nobody needs to know after the end.
        thread.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        var _ =
                thread.scheduleWithFixedDelay(
                        new VitalTask(this::lookAround),
                        INTERVAL.toNanos(),
                        INTERVAL.toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void lookAround() {
        try {
            connections.run(
                    connection -> {
                        for (Look look : looks) {
                            look.look(connection);
                        }
                    });
            failed = false;
        } catch (StorageUnavailable e) {
            // While the server is gone nobody else does anything either.
            LOG.atDebug().setCause(e).log("instances_not_seen");
        } catch (RuntimeException e) {
            LOG.atLevel(failed ? Level.DEBUG : Level.WARN).setCause(e).log("instances_not_seen");
            failed = true;
        }
    }
}
