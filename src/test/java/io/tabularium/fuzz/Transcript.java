package io.tabularium.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What came back on a connection, cut into answers. A character is a byte. */
final class Transcript {

    private final String text;
    private int at;

    private Transcript(String text) {
        this.text = text;
    }

    /**
     * One answer.
     *
     * @param head status line and headers
     * @param whole whether all of the body is there
     */
    record Answer(int status, String head, String body, boolean whole) {

        boolean isProblem() {
            return header(head, "content-type")
                    .filter(type -> type.startsWith("application/problem+json"))
                    .isPresent();
        }

        boolean isCompressed() {
            return header(head, "content-encoding").filter("gzip"::equals).isPresent();
        }
    }

    /**
     * Cuts it; what is no answer is the body of the last one.
     *
     * @param bodiless whether the request was a HEAD
     */
    static List<Answer> parse(byte[] bytes, boolean bodiless) {
        Transcript transcript = new Transcript(new String(bytes, ISO_8859_1));
        List<Answer> answers = new ArrayList<>();
        while (transcript.text.startsWith("HTTP/1.1 ", transcript.at)) {
            answers.add(transcript.next(bodiless));
        }
        return answers;
    }

    private Answer next(boolean bodiless) {
        int end = text.indexOf("\r\n\r\n", at);
        String head = text.substring(at, end < 0 ? text.length() : end);
        int status = Integer.parseInt(head.substring(9, 12));
        at = end < 0 ? text.length() : end + 4;
        if (bodiless || status < 200 || status == 204 || status == 304) {
            return new Answer(status, head, "", false);
        }
        Optional<String> length = header(head, "content-length");
        if (length.isPresent()) {
            return fixed(status, head, Integer.parseInt(length.get()));
        }
        return header(head, "transfer-encoding").isPresent()
                ? chunked(status, head)
                : fixed(status, head, text.length() - at);
    }

    private Answer fixed(int status, String head, int length) {
        int end = Math.min(text.length(), at + length);
        String body = text.substring(at, end);
        at = end;
        return new Answer(status, head, body, body.length() == length);
    }

    private Answer chunked(int status, String head) {
        StringBuilder body = new StringBuilder();
        while (true) {
            int end = text.indexOf("\r\n", at);
            int size = end < 0 ? -1 : Integer.parseInt(text.substring(at, end), 16);
            if (size < 0 || end + 2 + size > text.length()) {
                at = text.length();
                return new Answer(status, head, body.toString(), false);
            }
            body.append(text, end + 2, end + 2 + size);
            at = Math.min(text.length(), end + 2 + size + 2);
            if (size == 0) {
                return new Answer(status, head, body.toString(), true);
            }
        }
    }

    private static Optional<String> header(String head, String name) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).trim())
                .findFirst();
    }
}
