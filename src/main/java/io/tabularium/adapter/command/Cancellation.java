package io.tabularium.adapter.command;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts the work of a command when the process is told to end, for example by Ctrl-C, and lets
 * it remove what it has not finished. The process waits for that some seconds at most.
 */
final class Cancellation implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Cancellation.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;

    private Cancellation(Thread worker) {
        this.hook = Thread.ofPlatform().name("tabularium-cancel").unstarted(() -> cancel(worker));
    }

    /** Watches over the work that the calling thread does until this is closed. */
    static Cancellation ofThisThread() {
        Cancellation cancellation = new Cancellation(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(cancellation.hook);
        return cancellation;
    }

    /** The work has ended. */
    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.atDebug().setCause(e).log("command_cancelled");
        }
    }

    private void cancel(Thread worker) {
        worker.interrupt();
        try {
            if (!ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.atWarn().log("command_not_ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
