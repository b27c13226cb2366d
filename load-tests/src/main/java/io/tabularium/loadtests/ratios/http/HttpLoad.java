package io.tabularium.loadtests.ratios.http;

import io.tabularium.loadtests.ratios.measurement.Stopwatch;

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
 * HTTP clients, each with one kept connection. A client sends its next request as soon as it has
 * received the response to the one before. The caller's thread runs all clients and calls the
 * {@link Traffic}: more threads would take processors from the server. Not thread-safe.
 */
public final class HttpLoad implements AutoCloseable {

    /** A time that only the end of the traffic ends. */
    public static final Duration ENDLESS = Duration.ofDays(1);

    private static final int BUFFER = 1 << 18;

    private final Selector selector = Selector.open();
    private final List<Client> clients = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    private long answered;

    public HttpLoad(int port, int clients) throws IOException {
        for (int number = 0; number < clients; number++) {
            this.clients.add(new Client(number, SingleRequests.address(port)));
        }
    }

    /**
     * Sends requests until the time is over or the traffic ends, then waits for the outstanding
     * responses.
     *
     * @return responses per second
     * @throws IOException if a response has another status than 2xx, or a connection breaks
     */
    public double perSecond(Duration time, Traffic traffic) throws IOException {
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

    /** The requests that the clients send. */
    @FunctionalInterface
    public interface Traffic {

        /**
         * The next request.
         *
         * @param client number of the client, from 0
         * @return the request; empty if the traffic has ended
         */
        Optional<byte[]> next(int client);

        /** Called when the last request of a client has succeeded. */
        default void succeeded(int client) {}

        /** A traffic of the next {@code requests} requests of this one. */
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

        /** Connects again if the server has closed the idle connection. */
        void ensureConnected() throws IOException {
            if (channel.read(buffer.clear()) < 0) {
                reconnect();
            }
        }

        private void reconnect() throws IOException {
            channel.close();
            channel = connect();
        }

        /**
         * Sends the next request. It fits into the socket's buffer: it is small, and no other is
         * outstanding.
         *
         * @return whether there was a request to send
         */
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

        /** Reads from the connection and returns whether a response is complete. */
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
