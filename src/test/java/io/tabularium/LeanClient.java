package io.tabularium;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * An HTTP client that takes as little as it can of the processors, which it shares with the server
 * that it loads: it counts the bytes of answers and keeps none but an address. One connection, made
 * anew when the server closes it. Used by one thread.
 */
final class LeanClient implements AutoCloseable {

    private static final int READ_TIMEOUT_MILLIS = 60_000;

    private final URI server;
    private Socket socket;
    private InputStream in;

    /**
     * @param server whose host and port are connected to
     */
    LeanClient(URI server) {
        this.server = server;
    }

    /** What came back: {@code location} is empty where there was none. */
    record Answer(int status, String location) {}

    /**
     * Sends a request and takes the answer to its end.
     *
     * @throws IOException if the connection breaks off before
     */
    Answer send(String method, String path, String contentType, String body) throws IOException {
        if (socket == null) {
            socket = new Socket(server.getHost(), server.getPort());
            socket.setSoTimeout(READ_TIMEOUT_MILLIS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream(), 16_384);
        }
        String head = method + " " + path + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + contentType;
        String request = head + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return readAnswer();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } finally {
            socket = null;
        }
    }

    private Answer readAnswer() throws IOException {
        int status = Integer.parseInt(readLine().substring(9, 12));
        String location = "";
        long length = 0;
        boolean chunked = false;
        boolean last = false;
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length = Long.parseLong(header.substring(15).strip());
            } else if (header.startsWith("location:")) {
                location = line.substring(9).strip();
            }
            chunked |= header.equals("transfer-encoding: chunked");
            last |= header.equals("connection: close");
        }
        if (chunked) {
            skipChunks();
        } else {
            in.skipNBytes(length);
        }
        if (last) {
            close();
        }
        return new Answer(status, location);
    }

    private void skipChunks() throws IOException {
        int size = Integer.parseInt(readLine(), 16);
        while (size > 0) {
            in.skipNBytes(size + 2L);
            size = Integer.parseInt(readLine(), 16);
        }
        readLine();
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (octet != '\r') {
                line.append((char) octet);
            }
        }
        return line.toString();
    }
}
