package io.tabularium.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A request as bytes go over the wire, right or wrong. A character is a byte.
 *
 * @param headers lines without their end
 */
record HttpText(String method, String target, List<String> headers, String body) {

    static HttpText of(String method, String target, String... headers) {
        return new HttpText(method, target, List.of(headers), "");
    }

    HttpText withMethod(String other) {
        return new HttpText(other, target, headers, body);
    }

    HttpText withTarget(String other) {
        return new HttpText(method, other, headers, body);
    }

    HttpText withHeader(String line) {
        List<String> more = new ArrayList<>(headers);
        more.add(line);
        return new HttpText(method, target, more, body);
    }

    /** With a text, in UTF-8. */
    HttpText withBody(String text) {
        return withBytes(text.getBytes(UTF_8));
    }

    HttpText withBytes(byte[] bytes) {
        return new HttpText(method, target, headers, new String(bytes, ISO_8859_1));
    }

    byte[] bodyBytes() {
        return body.getBytes(ISO_8859_1);
    }

    /** With a body whose length is told. */
    byte[] whole() {
        boolean framed = headers.stream().anyMatch(HttpText::isFraming);
        boolean told = framed || (body.isEmpty() && method.equals("GET"));
        return bytes(told ? List.of() : List.of("Content-Length: " + body.length()), bodyBytes());
    }

    /** With a body that is cut as the text given says, right or wrong. */
    byte[] chunked(byte[] chunks) {
        return bytes(List.of("Transfer-Encoding: chunked"), chunks);
    }

    private static boolean isFraming(String header) {
        return header.regionMatches(true, 0, "Content-Length", 0, 14)
                || header.regionMatches(true, 0, "Transfer-Encoding", 0, 17);
    }

    private byte[] bytes(List<String> framing, byte[] content) {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        if (headers.stream().noneMatch(line -> line.regionMatches(true, 0, "Host", 0, 4))) {
            head.append("Host: localhost\r\n");
        }
        headers.forEach(line -> head.append(line).append("\r\n"));
        framing.forEach(line -> head.append(line).append("\r\n"));
        head.append("\r\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.toString().getBytes(ISO_8859_1));
        bytes.writeBytes(content);
        return bytes.toByteArray();
    }
}
