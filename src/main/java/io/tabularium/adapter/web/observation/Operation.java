package io.tabularium.adapter.web.observation;

import java.util.Locale;

/** What a request asks for, as metrics and the log tell it. */
public enum Operation {
    CREATE,
    REPLACE,
    PATCH,
    DELETE,
    GET,
    COUNT,
    PAGE,
    STREAM,
    BULK,
    /** The schemas themselves, one or all. */
    SCHEMAS,
    /** The description of the API. */
    OPENAPI,
    /** What no controller serves. */
    OTHER;

    private final String tag = name().toLowerCase(Locale.ROOT);

    /** Whether it changes records. */
    public boolean isWrite() {
        return switch (this) {
            case CREATE, REPLACE, PATCH, DELETE, BULK -> true;
            case GET, COUNT, PAGE, STREAM, SCHEMAS, OPENAPI, OTHER -> false;
        };
    }

    /** The name in metrics and in the log. */
    String tag() {
        return tag;
    }
}
