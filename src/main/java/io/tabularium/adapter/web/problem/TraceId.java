package io.tabularium.adapter.web.problem;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The identifier by which an answer is found in the log: 32 hexadecimal digits, the caller's own
 * where the request has a valid {@code traceparent} (W3C Trace Context, level 1).
 */
public final class TraceId {

    private static final String ATTRIBUTE = TraceId.class.getName();

    /** Only later versions than 00 may have more behind the flags. */
    private static final Pattern TRACEPARENT =
            Pattern.compile(
                    "(?!ff|00.{54})[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}"
                            + "-[0-9a-f]{2}(?:-.*)?");

    private TraceId() {}

    /** The request's identifier; the same for the whole of the request. */
    public static String of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String known) {
            return known;
        }
        String id = fromCaller(request.getHeader("traceparent"));
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }

    private static String fromCaller(@Nullable String traceparent) {
        if (traceparent != null) {
            Matcher matcher = TRACEPARENT.matcher(traceparent);
            if (matcher.matches()) {
                return matcher.group(1);
            }
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }
}
