package io.tabularium.adapter.web.admission;

import java.time.Duration;
import java.util.Locale;

/** The kinds of work, none of which may keep another from being done. */
public enum Load {
    /** A create, a replacement, a patch or a deletion of one record. */
    WRITES("single writes", Duration.ofSeconds(1)),
    /** Bulk loads of which it is not known yet how fast their bodies come. */
    UPLOADS("uploads", Duration.ofSeconds(1), true),
    /** Bulk loads whose bodies come slowly, while they are received. */
    SLOW_UPLOADS("slow uploads", Duration.ofSeconds(5), true),
    /** Bulk loads that are being loaded. */
    BULKS("bulk loads", Duration.ofSeconds(5)),
    /**
     * Answers to bulk loads. A load takes this place before it begins, and holds it until its
     * answer is sent.
     */
    BULK_ANSWERS("answers to bulk loads", Duration.ofSeconds(5), true),
    /** A page, a count or one record. */
    QUERIES("queries", Duration.ofSeconds(1)),
    STREAMS("streams", Duration.ofSeconds(5)),
    /** The explorer's files and the description of the API, which clients may take slowly. */
    FILES("requests for files", Duration.ofSeconds(1));

    private final String plural;
    private final Duration retryAfter;
    private final boolean shared;

    Load(String plural, Duration retryAfter) {
        this(plural, retryAfter, false);
    }

    Load(String plural, Duration retryAfter, boolean shared) {
        this.plural = plural;
        this.retryAfter = retryAfter;
        this.shared = shared;
    }

    /** The name in metrics. */
    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a client is told of many. */
    String plural() {
        return plural;
    }

    /** Whether each caller has a share of the places, because a client may hold them for long. */
    boolean isShared() {
        return shared;
    }

    /** When one that was refused has a chance again. */
    Duration retryAfter() {
        return retryAfter;
    }
}
