package io.tabularium.loadtests.ratios;

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
 * Single requests to the server, large ones too: files go from the disk to the socket without a way
 * through this process, and bodies are handed over as they come.
 */
record Transfer(int port) {

    private static final int BUFFER = 1 << 18;

    static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /**
     * The body of the answer.
     *
     * @throws IOException if it is not a success
     */
    String get(String target) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        get(target, bytes -> copy(bytes, body));
        return body.toString(StandardCharsets.UTF_8);
    }

    /**
     * Hands the body of the answer over.
     *
     * @throws IOException if it is not a success
     */
    void get(String target, ResponseParser.Body body) throws IOException {
        try (SocketChannel channel = SocketChannel.open(address(port))) {
            send(channel, "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            receive(channel, target, body);
        }
    }

    /**
     * Posts a file.
     *
     * @throws IOException if the answer is not a success
     */
    void post(String target, DataFormat format, Path file) throws IOException {
        try (SocketChannel channel = SocketChannel.open(address(port));
                FileChannel content = FileChannel.open(file)) {
            long size = content.size();
            send(
                    channel,
                    "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\n"
                                    .formatted(target, format.mediaType())
                            + "Content-Length: %d\r\n\r\n".formatted(size));
            for (long sent = 0; sent < size; ) {
                sent += content.transferTo(sent, size - sent, channel);
            }
            receive(channel, target, bytes -> {});
        }
    }

    private static void send(SocketChannel channel, String head) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static void receive(SocketChannel channel, String target, ResponseParser.Body body)
            throws IOException {
        ResponseParser parser = new ResponseParser();
        ByteArrayOutputStream failure = new ByteArrayOutputStream();
        ResponseParser.Body sink =
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
