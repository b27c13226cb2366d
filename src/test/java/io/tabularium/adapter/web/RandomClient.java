package io.tabularium.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/**
 * A client that sends requests behind each other over one connection, without waiting for answers,
 * cut into segments of random length with random pauses between them.
 */
final class RandomClient {

    private static final int[] LONGEST_SEGMENTS = {3, 40, 1_500, 20_000, 100_000};
    private static final int MANY_SEGMENTS = 1_000;

    private final Socket socket;
    private final RandomGenerator random;
    private final InputStream in;
    private final Semaphore continued = new Semaphore(0);

    /**
     * @param random used by the thread that sends only
     */
    RandomClient(Socket socket, RandomGenerator random) throws IOException {
        this.socket = socket;
        this.random = random;
        this.in = new BufferedInputStream(socket.getInputStream());
        socket.setTcpNoDelay(true);
    }

    /** Sends all of them in another thread, as answers are read meanwhile. */
    CompletableFuture<Void> send(List<RandomUpload> uploads) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        Thread.startVirtualThread(
                () -> {
                    try {
                        sendAll(uploads);
                        sent.complete(null);
                    } catch (IOException | RuntimeException | InterruptedException e) {
                        sent.completeExceptionally(e);
                    }
                });
        return sent;
    }

    private void sendAll(List<RandomUpload> uploads) throws IOException, InterruptedException {
        ByteArrayOutputStream unsent = new ByteArrayOutputStream();
        for (RandomUpload upload : uploads) {
            unsent.writeBytes(upload.head());
            if (upload.asksFirst()) {
                sendSegments(unsent);
                continued.acquire();
            }
            unsent.writeBytes(upload.body());
            // Else the next request begins within the last segment of this one.
            if (random.nextInt(3) == 0) {
                sendSegments(unsent);
            }
        }
        sendSegments(unsent);
    }

    private void sendSegments(ByteArrayOutputStream unsent) throws IOException {
        byte[] bytes = unsent.toByteArray();
        unsent.reset();
        int longest =
                Math.max(
                        LONGEST_SEGMENTS[random.nextInt(LONGEST_SEGMENTS.length)],
                        bytes.length / MANY_SEGMENTS);
        OutputStream out = socket.getOutputStream();
        int at = 0;
        while (at < bytes.length) {
            int length = Math.min(bytes.length - at, 1 + random.nextInt(longest));
            out.write(bytes, at, length);
            at += length;
            pause();
        }
    }

    /** Lets the server see some segments alone, and sometimes run out of patience. */
    private void pause() {
        switch (random.nextInt(200)) {
            case 0 -> LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(4_000)));
            case 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 -> LockSupport.parkNanos(1);
            default -> {}
        }
    }

    /** The next answer: its status and, in a line of its own, its body. */
    String answer() {
        try {
            String status = line();
            int length = 0;
            boolean inChunks = false;
            for (String header = line(); !header.isEmpty(); header = line()) {
                if (header.startsWith("Content-Length: ")) {
                    length = Integer.parseInt(header.substring("Content-Length: ".length()));
                }
                inChunks |= header.equals("Transfer-Encoding: chunked");
            }
            if (status.startsWith("HTTP/1.1 100")) {
                continued.release();
                return answer();
            }
            return status + "\n" + (inChunks ? chunks() : text(length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String chunks() throws IOException {
        StringBuilder text = new StringBuilder();
        int size;
        do {
            size = Integer.parseInt(line(), 16);
            text.append(text(size));
            assertThat(line()).isEmpty();
        } while (size > 0);
        return text.toString();
    }

    private String text(int length) throws IOException {
        return new String(in.readNBytes(length), UTF_8);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            assertThat(octet).as("the connection ended behind %s", line).isNotNegative();
            line.write(octet);
        }
        return line.toString(UTF_8).stripTrailing();
    }
}
