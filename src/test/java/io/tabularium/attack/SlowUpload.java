package io.tabularium.attack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.locks.LockSupport;

/** A bulk load of which a few kilobytes come each second, until it is closed. */
final class SlowUpload implements AutoCloseable {

    private static final long PAUSE_NANOS = 50_000_000;

    private final Socket socket;
    private final Thread thread = new Thread(this::trickle, "slow-upload");
    private volatile boolean ended;

    SlowUpload(int port, String path) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        String head =
                """
                POST /api/v1%s HTTP/1.1\r
                Host: localhost\r
                Content-Type: application/x-ndjson\r
                Transfer-Encoding: chunked\r
                \r
                """
                        .formatted(path);
        socket.getOutputStream().write(head.getBytes(US_ASCII));
        sendChunk();
        thread.start();
    }

    private void trickle() {
        try {
            while (!ended) {
                sendChunk();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (IOException e) {
            // The server may refuse it at any moment.
            ended = true;
        }
    }

    private void sendChunk() throws IOException {
        String lines = Payloads.notes(3);
        OutputStream out = socket.getOutputStream();
        out.write(
                (Integer.toHexString(lines.length()) + "\r\n" + lines + "\r\n").getBytes(US_ASCII));
    }

    @Override
    public void close() throws IOException {
        ended = true;
        socket.close();
    }
}
