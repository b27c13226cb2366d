package io.tabularium.loadtests.ratios.http;

import io.tabularium.loadtests.ratios.data.DataFormat;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Sends single requests, each on its own connection. Bodies may be large: a file goes from the disk
 * to the socket by {@link FileChannel#transferTo}, and a response body is passed on as it arrives.
 */
public record SingleRequests(int port) {

    private static final int BUFFER = 1 << 18;

    /** The given port on the loopback address. */
    static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /**
     * Sends a GET and returns the response body.
     *
     * @throws IOException if the response has another status than 2xx
     */
    public String get(String target) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        get(target, bytes -> copy(bytes, body));
        return body.toString(StandardCharsets.UTF_8);
    }

    /**
     * Sends a GET and passes on the response body.
     *
     * @throws IOException if the response has another status than 2xx
     */
    public void get(String target, BodyReceiver body) throws IOException {
        try (SocketChannel channel = SocketChannel.open(address(port))) {
            send(channel, RequestBytes.get(target));
            receive(channel, target, body);
        }
    }

    /**
     * Posts a file.
     *
     * @throws IOException if the response has another status than 2xx
     */
    public void post(String target, DataFormat format, Path file) throws IOException {
        try (SocketChannel channel = SocketChannel.open(address(port));
                FileChannel content = FileChannel.open(file)) {
            long size = content.size();
            send(
                    channel,
                    ("POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\n"
                                            .formatted(target, format.mediaType())
                                    + "Content-Length: %d\r\n\r\n".formatted(size))
                            .getBytes(StandardCharsets.US_ASCII));
            for (long sent = 0; sent < size; ) {
                sent += content.transferTo(sent, size - sent, channel);
            }
            receive(channel, target, bytes -> {});
        }
    }

    private static void send(SocketChannel channel, byte[] request) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(request);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static void receive(SocketChannel channel, String target, BodyReceiver body)
            throws IOException {
        ResponseParser parser = new ResponseParser();
        ByteArrayOutputStream failure = new ByteArrayOutputStream();
        BodyReceiver sink =
                bytes -> {
                    if (parser.status() / 100 == 2) {
                        body.accept(bytes);
                    } else {
                        copy(bytes, failure);
                    }
                };
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        do {
            buffer.clear();
            if (channel.read(buffer) < 0) {
                throw new EOFException("The answer to " + target + " is cut off.");
            }
            buffer.flip();
        } while (!parser.read(buffer, sink));
        if (parser.status() / 100 != 2) {
            throw new IOException(
                    target + " was answered " + parser.status() + ": " + failure.toString());
        }
    }

    private static void copy(ByteBuffer bytes, ByteArrayOutputStream to) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        to.writeBytes(copy);
    }
}
