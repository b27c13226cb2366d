package io.tabularium.loadtests.ratios;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Clients that keep their connection as long as the server does, and send a request as soon as the
 * one before is answered. One thread serves them all, because it shares the machine with the
 * server; the traffic is asked and told on the caller's thread. Not thread-safe.
 */
final class HttpLoad implements AutoCloseable {

    /** Until the traffic ends. */
    static final Duration ENDLESS = Duration.ofDays(1);

    private static final int BUFFER = 1 << 18;

    private final Selector selector = Selector.open();
    private final List<Client> clients = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private long answered;

    HttpLoad(int port, int clients) throws IOException {
        for (int number = 0; number < clients; number++) {
            this.clients.add(new Client(number, Transfer.address(port)));
        }
    }

    /** A GET as it goes over the wire. */
    static byte[] get(String target) {
        return ("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** A POST of JSON as it goes over the wire, which asks for an answer without a body. */
    static byte[] create(String target, String json) {
        return write("POST", target, json);
    }

    /** A request with JSON, if it is not empty, that asks for an answer without a body. */
    static byte[] write(String method, String target, String json) {
        return (method
                        + " "
                        + target
                        + " HTTP/1.1\r\nHost: localhost\r\nPrefer: return=minimal\r\n"
                        + "Content-Type: application/json\r\nContent-Length: "
                        + json.length()
                        + "\r\n\r\n"
                        + json)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Sends for some time, or until the traffic ends, and waits for the answers to what was sent.
     *
     * @return answers per second
     * @throws IOException if an answer is not a success, or a connection breaks
     */
    double perSecond(Duration time, Traffic traffic) throws IOException {
        Stopwatch elapsed = new Stopwatch();
        answered = 0;
        int waiting = 0;
        for (Client client : clients) {
            client.ensureConnected();
            waiting += client.send(traffic) ? 1 : 0;
        }
        while (waiting > 0) {
            selector.select();
            for (SelectionKey key : selector.selectedKeys()) {
                Client client = (Client) key.attachment();
                if (client.receive(traffic)) {
                    boolean more = elapsed.seconds() < time.toSeconds() && client.send(traffic);
                    waiting -= more ? 0 : 1;
                }
            }
            selector.selectedKeys().clear();
        }
        return answered / elapsed.seconds();
    }

    @Override
    public void close() throws IOException {
        for (Client client : clients) {
            client.channel.close();
        }
        selector.close();
    }

    /** What the clients send. */
    @FunctionalInterface
    interface Traffic {

        /** The next request of a client; empty when there is nothing left to send. */
        Optional<byte[]> next(int client);

        /** Tells that the request which the client sent last has succeeded. */
        default void succeeded(int client) {}

        /** The next requests of this traffic, and then no more. */
        default Traffic first(int requests) {
            Traffic whole = this;
            return new Traffic() {

                private int left = requests;

                @Override
                public Optional<byte[]> next(int client) {
                    return left-- > 0 ? whole.next(client) : Optional.empty();
                }

                @Override
                public void succeeded(int client) {
                    whole.succeeded(client);
                }
            };
        }
    }

    private final class Client {

        private final int number;
        private final InetSocketAddress server;
        private final ResponseParser parser = new ResponseParser();
        private final StringBuilder failure = new StringBuilder();
        private SocketChannel channel;

        Client(int number, InetSocketAddress server) throws IOException {
            this.number = number;
            this.server = server;
            this.channel = connect();
        }

        private SocketChannel connect() throws IOException {
            SocketChannel connected = SocketChannel.open(server);
            connected.setOption(StandardSocketOptions.TCP_NODELAY, true);
            connected.configureBlocking(false);
            connected.register(selector, SelectionKey.OP_READ, this);
            return connected;
        }

        /** Takes a new connection if the server has closed this one for its idleness. */
        void ensureConnected() throws IOException {
            if (channel.read(buffer.clear()) < 0) {
                reconnect();
            }
        }

        private void reconnect() throws IOException {
            channel.close();
            channel = connect();
        }

        /** A request is small, and the one before is answered: the socket has room for it. */
        boolean send(Traffic traffic) throws IOException {
            Optional<byte[]> request = traffic.next(number);
            if (request.isEmpty()) {
                return false;
            }
            ByteBuffer bytes = ByteBuffer.wrap(request.get());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            return true;
        }

        /** Whether an answer is complete. */
        boolean receive(Traffic traffic) throws IOException {
            buffer.clear();
            if (channel.read(buffer) < 0) {
                throw new EOFException("The server has closed a connection.");
            }
            buffer.flip();
            if (!parser.read(buffer, this::keepFailure)) {
                return false;
            }
            if (parser.status() / 100 != 2) {
                throw new IOException("Answered " + parser.status() + ": " + failure);
            }
            if (parser.isLast()) {
                reconnect();
            }
            answered++;
            traffic.succeeded(number);
            return true;
        }

        private void keepFailure(ByteBuffer body) {
            if (parser.status() / 100 != 2) {
                failure.append(StandardCharsets.UTF_8.decode(body));
            }
        }
    }
}
