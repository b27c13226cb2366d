package io.tabularium.adapter.web.observation;

import java.util.Locale;

/** How a request ended. */
enum Outcome {
    SUCCESS,
    /** The client's fault. */
    REFUSED,
    /** There was no room or no storage for it; to be tried again. */
    REJECTED,
    /** The server's fault, or a query over its time. */
    FAILED,
    /** It began well, but the answer never became whole: the connection broke or was broken off. */
    BROKEN;

    private final String tag = name().toLowerCase(Locale.ROOT);

    /** The name in metrics and in the log. */
    String tag() {
        return tag;
    }

    /** Of a request that was answered with this status. */
    static Outcome of(int status) {
        return switch (status) {
            case 429, 503 -> REJECTED;
            default -> status < 400 ? SUCCESS : status < 500 ? REFUSED : FAILED;
        };
    }
}
