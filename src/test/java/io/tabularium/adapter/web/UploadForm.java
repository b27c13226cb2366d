package io.tabularium.adapter.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** The forms of a bulk load's body, each with rows that are counted up. */
enum UploadForm {
    NDJSON("application/x-ndjson", "", "{\"name\": \"n%07d\"}\n", ""),
    CSV("text/csv", "name\n", "n%07d\n", ""),
    ARRAY("application/json", "[{\"name\": \"n0000000\"}", ",{\"name\": \"n%07d\"}", "]"),
    COMPRESSED("application/x-ndjson", "", "{\"name\": \"n%07d\"}\n", "");

    private final String type;
    private final String begin;
    private final String row;
    private final String end;

    UploadForm(String type, String begin, String row, String end) {
        this.type = type;
        this.begin = begin;
        this.row = row;
        this.end = end;
    }

    byte[] body(int rows) {
        StringBuilder text = new StringBuilder(begin);
        for (int i = this == ARRAY ? 1 : 0; i < rows; i++) {
            text.append(row.formatted(i));
        }
        byte[] plain = text.append(end).toString().getBytes(StandardCharsets.US_ASCII);
        return this == COMPRESSED ? compressed(plain) : plain;
    }

    /** With the length of the body. */
    String head(String path, int length) {
        return head(path, "Content-Length: " + length);
    }

    /** For a body in chunks. */
    String headOfChunks(String path) {
        return head(path, "Transfer-Encoding: chunked");
    }

    private String head(String path, String framing) {
        return "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\n%s%s\r\n\r\n"
                .formatted(
                        path,
                        type,
                        this == COMPRESSED ? "Content-Encoding: gzip\r\n" : "",
                        framing);
    }

    /** The bytes in gzip. */
    static byte[] compressed(byte[] plain) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
