package io.tabularium.adapter.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A bulk load of records with random names, as it goes over a connection.
 *
 * @param names of the records, in their order
 * @param head of the request
 * @param body with the framing of chunks, if it is in chunks
 * @param asksFirst whether the client waits for 100 Continue before it sends the body
 */
@SuppressWarnings("ArrayRecordComponent") // It is never compared.
record RandomUpload(List<String> names, byte[] head, byte[] body, boolean asksFirst) {

    /** The server takes 256 bytes of extensions in one body. */
    private static final int MAX_EXTENSION_BYTES = 200;

    private static final String[] EXTENSIONS = {";a=b", ";name=\"quoted\"", ";x"};
    private static final String[] TRAILERS = {"", "", "X-Trailer: value\r\n"};
    private static final String[] LETTERS = {"a", "Z", "7", " ", "\u00e9", "\u20ac", "\\n", "\\\""};

    /** The names without the escapes of JSON. */
    List<String> unescaped() {
        return names.stream().map(name -> name.replace("\\n", "\n").replace("\\\"", "\"")).toList();
    }

    static RandomUpload of(RandomGenerator random, String path) {
        List<String> names = names(random);
        byte[] plain = lines(names);
        boolean compressed = random.nextInt(5) == 0;
        byte[] sent = compressed ? UploadForm.compressed(plain) : plain;
        boolean inChunks = random.nextInt(3) > 0;
        boolean asksFirst = random.nextInt(6) == 0;
        String head =
                "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n%s%s%s\r\n"
                        .formatted(
                                path,
                                compressed ? "Content-Encoding: gzip\r\n" : "",
                                asksFirst ? "Expect: 100-continue\r\n" : "",
                                inChunks
                                        ? "Transfer-Encoding: chunked\r\n"
                                        : "Content-Length: " + sent.length + "\r\n");
        byte[] body = inChunks ? inChunks(random, sent) : sent;
        return new RandomUpload(names, head.getBytes(US_ASCII), body, asksFirst);
    }

    /** Most loads are small; a few are longer than what is received before a load begins. */
    private static List<String> names(RandomGenerator random) {
        int rows =
                switch (random.nextInt(20)) {
                    case 0 -> 30_000 + random.nextInt(30_000);
                    case 1, 2, 3 -> 1_000 + random.nextInt(3_000);
                    case 4, 5, 6, 7 -> 100 + random.nextInt(500);
                    default -> 1 + random.nextInt(20);
                };
        int longest = rows > 10_000 ? 30 : 120;
        List<String> names = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            int length = random.nextInt(longest);
            StringBuilder name = new StringBuilder(length + 8).append(row).append('-');
            for (int i = 0; i < length; i++) {
                name.append(LETTERS[random.nextInt(LETTERS.length)]);
            }
            names.add(name.toString());
        }
        return names;
    }

    /** With blank lines now and then. */
    private static byte[] lines(List<String> names) {
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            text.append("{\"name\":\"").append(name).append("\"}\n");
            if (name.length() % 7 == 0) {
                text.append("\r\n\r\n");
            }
        }
        return text.toString().getBytes(UTF_8);
    }

    private static byte[] inChunks(RandomGenerator random, byte[] bytes) {
        int longest =
                bytes.length > 20_000 ? 20_000 : new int[] {1, 16, 500, 5_000}[random.nextInt(4)];
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        int extensionBytes = 0;
        int at = 0;
        while (at < bytes.length) {
            int size = Math.min(bytes.length - at, 1 + random.nextInt(longest));
            String head = (random.nextBoolean() ? "%x" : "%04X").formatted(size);
            String extension = EXTENSIONS[random.nextInt(EXTENSIONS.length)];
            if (random.nextInt(4) == 0
                    && extensionBytes + extension.length() <= MAX_EXTENSION_BYTES) {
                extensionBytes += extension.length();
                head += extension;
            }
            chunks.writeBytes((head + "\r\n").getBytes(US_ASCII));
            chunks.write(bytes, at, size);
            chunks.writeBytes("\r\n".getBytes(US_ASCII));
            at += size;
        }
        String trailer = TRAILERS[random.nextInt(TRAILERS.length)];
        chunks.writeBytes(("0\r\n" + trailer + "\r\n").getBytes(US_ASCII));
        return chunks.toByteArray();
    }
}
