package io.tabularium.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tabularium.fuzz.Transcript.Answer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;

/** One client that sends whatever chance tells it, and looks at what comes back. */
final class Attacker implements AutoCloseable {

    private static final int LIMIT_MILLIS = 45_000;
    private static final int HALF_OPEN = 12;
    private static final List<Delivery> DELIVERIES = List.of(Delivery.values());

    private final int port;
    private final Random random;
    private final BiConsumer<String, byte[]> findings;
    private final Deque<Socket> halfOpen = new ArrayDeque<>();
    private long exchanges;

    /**
     * @param findings takes what is wrong, and the bytes that were sent
     */
    Attacker(int port, Random random, BiConsumer<String, byte[]> findings) {
        this.port = port;
        this.random = random;
        this.findings = findings;
    }

    /** How many requests it sent. */
    long exchanges() {
        return exchanges;
    }

    /** Attacks until the time, as {@link System#nanoTime} tells it. */
    void run(long until) throws IOException {
        while (System.nanoTime() < until) {
            attack();
            exchanges++;
        }
    }

    private void attack() throws IOException {
        // most requests come whole, for the others hardly ever reach the application
        Delivery delivery =
                random.nextInt(100) < 60
                        ? Delivery.WHOLE
                        : DELIVERIES.get(random.nextInt(DELIVERIES.size()));
        HttpText request = mutated();
        byte[] bytes = bytesOf(request);
        switch (delivery) {
            case WHOLE -> exchange(bytes, bytes.length, isHead(request));
            case DRIPPING -> exchange(bytes, 1 + random.nextInt(40), isHead(request));
            case PIPELINED -> exchange(pipelined(), Integer.MAX_VALUE, false);
            case CUT -> {
                byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length));
                exchange(cut, Integer.MAX_VALUE, isHead(request));
            }
            case HALF_OPEN -> leaveHalfOpen(bytes);
            case RESET -> reset(bytes);
        }
    }

    private HttpText mutated() {
        HttpText request = Templates.any(random);
        for (int i = random.nextInt(3); i > 0; i--) {
            request =
                    random.nextInt(5) < 3
                            ? HeadMutation.apply(request, random)
                            : BodyMutation.apply(request, random);
        }
        return request;
    }

    private byte[] bytesOf(HttpText request) {
        return !request.body().isEmpty() && random.nextInt(4) == 0
                ? request.chunked(BodyMutation.chunks(request.bodyBytes(), random))
                : request.whole();
    }

    private static boolean isHead(HttpText request) {
        return request.method().equals("HEAD");
    }

    private byte[] pipelined() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 2 + random.nextInt(10); i > 0; i--) {
            HttpText request = mutated();
            if (!isHead(request)) {
                all.writeBytes(bytesOf(request));
            }
        }
        return all.toByteArray();
    }

    private void exchange(byte[] bytes, int piece, boolean bodiless) throws IOException {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        try (Socket socket = connect()) {
            try {
                send(socket, bytes, piece);
                socket.shutdownOutput();
                socket.getInputStream().transferTo(received);
            } catch (SocketTimeoutException e) {
                findings.accept("no end within " + LIMIT_MILLIS + " ms", bytes);
            } catch (IOException refusedWithoutReadingOn) {
                // what was answered until then counts
            }
        }
        String sent = new String(bytes, ISO_8859_1);
        boolean maybeSilent = sent.contains("/actuator") || sent.contains("OPTIONS *");
        for (Answer answer : Transcript.parse(received.toByteArray(), bodiless)) {
            Verdict.on(answer, maybeSilent)
                    .ifPresent(
                            fault ->
                                    findings.accept(
                                            fault + "\n" + answer.head() + "\n" + answer.body(),
                                            bytes));
        }
    }

    private static void send(Socket socket, byte[] bytes, int piece) throws IOException {
        OutputStream out = socket.getOutputStream();
        int dripped = Math.min(bytes.length, 2_000);
        for (int at = 0; at < dripped; at += Math.min(piece, dripped - at)) {
            out.write(bytes, at, Math.min(piece, dripped - at));
        }
        out.write(bytes, dripped, bytes.length - dripped);
    }

    private void leaveHalfOpen(byte[] bytes) throws IOException {
        Socket socket = connect();
        halfOpen.add(socket);
        if (random.nextInt(3) > 0) {
            socket.getOutputStream()
                    .write(bytes, 0, Math.min(20_000, random.nextInt(bytes.length)));
        }
        if (halfOpen.size() > HALF_OPEN) {
            halfOpen.remove().close();
        }
    }

    private void reset(byte[] bytes) throws IOException {
        try (Socket socket = connect()) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(bytes);
            InputStream in = socket.getInputStream();
            if (random.nextBoolean()) {
                socket.shutdownOutput();
                in.readNBytes(random.nextInt(200));
            }
        } catch (IOException alreadyRefused) {
            // as good an end as any
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(LIMIT_MILLIS);
        socket.setTcpNoDelay(true);
        return socket;
    }

    @Override
    public void close() throws IOException {
        List<Socket> left = new ArrayList<>(halfOpen);
        halfOpen.clear();
        for (Socket socket : left) {
            socket.close();
        }
    }
}
