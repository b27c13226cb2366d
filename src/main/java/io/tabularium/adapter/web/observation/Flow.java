package io.tabularium.adapter.web.observation;

import java.util.Locale;

/** What became of rows: those that a request brought, and those that it was answered with. */
enum Flow {
    RECEIVED,
    CREATED,
    UPDATED,
    DELETED,
    IGNORED,
    REJECTED,
    RETURNED;

    private final String tag = name().toLowerCase(Locale.ROOT);

    /** The name in metrics. */
    String tag() {
        return tag;
    }
}
