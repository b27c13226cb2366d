package io.tabularium.adapter.web.answer;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The preference {@code return} of a request (RFC 7240, section 4.2). Other preferences, and what
 * is not legible, are ignored, as that document asks.
 */
public enum ReturnPreference {
    /** Nothing was said. */
    NONE,
    /** No body. */
    MINIMAL,
    /** What was written. */
    REPRESENTATION;

    private static final String QUOTED = "\"(?:[^\"\\\\]++|\\\\.)*+\"";

    /** Begins where the one before ended, so that a header is gone through once. */
    private static final Pattern PREFERENCE =
            Pattern.compile(
                    "\\G[\\s,]*+(?<name>[^\\s=;,\"]++)\\s*+(?:=\\s*+(?<value>"
                            + QUOTED
                            + "|[^\\s;,\"]*+))?+(?:[^,\"]++|"
                            + QUOTED
                            + ")*+(?:,|$)");

    /** The preference of the request; where it is expressed twice, the first counts. */
    public static ReturnPreference of(HttpServletRequest request) {
        for (String header : Collections.list(request.getHeaders("Prefer"))) {
            Matcher matcher = PREFERENCE.matcher(header);
            while (matcher.find()) {
                if (matcher.group("name").equalsIgnoreCase("return")) {
                    return ofValue(matcher.group("value"));
                }
            }
        }
        return NONE;
    }

    /** Says in the answer that this was honoured. */
    public void confirm(Answer answer) {
        if (this != NONE) {
            answer.header("Preference-Applied", "return=" + name().toLowerCase(Locale.ROOT));
        }
    }

    private static ReturnPreference ofValue(@Nullable String value) {
        if (value == null) {
            return NONE;
        }
        return switch (value.replace("\"", "").toLowerCase(Locale.ROOT)) {
            case "minimal" -> MINIMAL;
            case "representation" -> REPRESENTATION;
            default -> NONE;
        };
    }
}
