package io.tabularium.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/**
 * Another client that creates a record, reads it and asks for the server's health again and again,
 * from when it is made until it is closed. It fails where one of its requests does, and where it
 * was not served at all. That there is no room for a request is an answer.
 */
final class Bystander implements AutoCloseable {

    private static final long PAUSE_NANOS = 20_000_000;

    private final Target target;
    private final Thread thread = new Thread(this::work, "bystander");
    private volatile boolean ended;
    private volatile Throwable failure;
    private long served;

    Bystander(Target target) {
        this.target = target;
        thread.start();
    }

    private void work() {
        try {
            do {
                assertThat(target.server().operate("GET", "/actuator/health/liveness").statusCode())
                        .isEqualTo(200);
                if (isServed()) {
                    served++;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            } while (!ended);
        } catch (Throwable e) {
            failure = e;
        }
    }

    private boolean isServed() throws IOException, InterruptedException {
        Target.Answer created = target.json("POST", "/records/notes", "{\"text\": \"short\"}");
        if (created.status() == 503) {
            return false;
        }
        assertThat(created.status()).isEqualTo(201);
        int read = target.get(created.location()).status();
        assertThat(read).isIn(200, 503);
        return read == 200;
    }

    /** Ends the client and says how it fared. */
    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the other client ends", e);
        }
        assertThat(failure).isNull();
        assertThat(served).isPositive();
    }
}
