package io.tabularium.crash;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Every request with its outcome, for those who have to find out what went wrong. Thread-safe. */
final class History implements AutoCloseable {

    private static final int BODY_SHOWN = 300;

    private final BufferedWriter lines;

    History(Path file) throws IOException {
        lines = Files.newBufferedWriter(file);
    }

    void tell(String event) {
        line(event);
    }

    void outcome(String client, Attempt attempt, String outcome) {
        Request request = attempt.request();
        String body = request.body();
        line(
                String.join(
                        " ",
                        client,
                        attempt.name(),
                        request.method(),
                        request.path(),
                        request.headers().toString(),
                        body.substring(0, Math.min(BODY_SHOWN, body.length())).replace('\n', ' '),
                        "->",
                        outcome));
    }

    private synchronized void line(String text) {
        try {
            lines.write(Instant.now() + " " + text + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        lines.close();
    }
}
