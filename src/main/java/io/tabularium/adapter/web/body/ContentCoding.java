package io.tabularium.adapter.web.body;

import jakarta.servlet.http.HttpServletRequest;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** How bodies are encoded for their transfer (RFC 9110, section 8.4): not at all, or by gzip. */
public final class ContentCoding {

    private ContentCoding() {}

    /**
     * @throws UnsupportedEncoding if the body is encoded otherwise, or more than once
     */
    static void requireSupported(HttpServletRequest request) throws UnsupportedEncoding {
        List<String> codings = codings(request);
        if (!codings.isEmpty() && !isGzip(codings)) {
            throw new UnsupportedEncoding();
        }
    }

    /** Whether the body is to be inflated. */
    static boolean isGzip(HttpServletRequest request) {
        return isGzip(codings(request));
    }

    /**
     * The most bytes of a body, as it is sent, of which some are allowed: compressed, a few more.
     */
    public static long mostBytes(int allowed) {
        return allowed + allowed / 8L + 1;
    }

    private static boolean isGzip(List<String> codings) {
        return codings.equals(List.of("gzip")) || codings.equals(List.of("x-gzip"));
    }

    private static List<String> codings(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Content-Encoding")).stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
                .filter(coding -> !coding.isEmpty() && !coding.equals("identity"))
                .toList();
    }
}
