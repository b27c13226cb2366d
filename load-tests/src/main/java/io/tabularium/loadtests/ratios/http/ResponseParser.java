package io.tabularium.loadtests.ratios.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Parses the HTTP/1.1 responses (RFC 9112) of one connection, one after the other, from bytes as
 * they arrive. A response has a {@code Content-Length}, a chunked body or no body. The parser does
 * only what is necessary: it shares the processors with the server that is measured.
 */
final class ResponseParser {

    private static final int LONGEST_LINE = 1 << 16;

    private final byte[] line = new byte[LONGEST_LINE];
    private int lineLength;
    private Part part = Part.STATUS;
    private int status;
    private boolean chunked;
    private boolean last;
    private long left;

    /** Status of the latest response. */
    int status() {
        return status;
    }

    /** Whether the server closes the connection after the latest response. */
    boolean isLast() {
        return last;
    }

    /**
     * Reads the bytes of the current response; bytes of the next one remain in the buffer.
     *
     * @return whether the response is complete; the next call starts with the next response
     * @throws IOException if the bytes are not HTTP
     */
    boolean read(ByteBuffer bytes, BodyReceiver body) throws IOException {
        while (bytes.hasRemaining()) {
            switch (part) {
                case BODY, CHUNK -> readBody(bytes, body);
                case STATUS, HEADERS, CHUNK_SIZE, CHUNK_END, TRAILERS -> readLine(bytes);
            }
            if (part == Part.STATUS && lineLength == 0) {
                return true;
            }
        }
        return false;
    }

    private void readBody(ByteBuffer bytes, BodyReceiver body) {
        int length = (int) Math.min(left, bytes.remaining());
        body.accept(bytes.slice(bytes.position(), length));
        bytes.position(bytes.position() + length);
        left -= length;
        if (left == 0) {
            part = part == Part.CHUNK ? Part.CHUNK_END : Part.STATUS;
        }
    }

    private void readLine(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            if (next == '\n') {
                int length = lineLength;
                lineLength = 0;
                endLine(length > 0 && line[length - 1] == '\r' ? length - 1 : length);
                return;
            }
            if (lineLength == LONGEST_LINE) {
                throw new IOException("A line of a response's head is too long.");
            }
            line[lineLength++] = next;
        }
    }

    private void endLine(int length) throws IOException {
        part =
                switch (part) {
                    case STATUS -> startResponse(length);
                    case HEADERS -> length == 0 ? startBody() : readHeader(length);
                    case CHUNK_SIZE -> startChunk(length);
                    case CHUNK_END -> Part.CHUNK_SIZE;
                    case TRAILERS -> length == 0 ? Part.STATUS : Part.TRAILERS;
                    case BODY, CHUNK -> throw new AssertionError(part);
                };
    }

    private Part startResponse(int length) throws IOException {
        String text = text(length);
        if (!text.startsWith("HTTP/1.1 ") || length < 12) {
            throw new IOException("Not a status line: " + text);
        }
        status = Integer.parseInt(text, 9, 12, 10);
        chunked = false;
        last = false;
        left = 0;
        return Part.HEADERS;
    }

    private Part readHeader(int length) {
        int first = line[0] | 0x20;
        if (first == 'c' || first == 't') {
            String header = text(length).toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:")) {
                left = Long.parseLong(header.substring(header.indexOf(':') + 1).strip());
            } else if (header.startsWith("transfer-encoding:") && header.endsWith("chunked")) {
                chunked = true;
            } else if (header.startsWith("connection:") && header.endsWith("close")) {
                last = true;
            }
        }
        return Part.HEADERS;
    }

    private Part startBody() {
        if (chunked) {
            return Part.CHUNK_SIZE;
        }
        return left == 0 ? Part.STATUS : Part.BODY;
    }

    private Part startChunk(int length) {
        left = Long.parseLong(text(length), 16);
        return left == 0 ? Part.TRAILERS : Part.CHUNK;
    }

    private String text(int length) {
        return new String(line, 0, length, StandardCharsets.ISO_8859_1);
    }

    private enum Part {
        STATUS,
        HEADERS,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILERS
    }
}
