package io.tabularium.adapter.web.query;

import io.tabularium.domain.Pointer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The options of a query, by the names that query strings and bodies give them. */
enum QueryOption {
    FILTERS,
    SORT,
    FIELDS,
    PAGE,
    SIZE,
    CURSOR,
    COUNT,
    LIMIT;

    static final Set<QueryOption> OF_PAGES =
            Set.of(FILTERS, SORT, FIELDS, PAGE, SIZE, CURSOR, COUNT);
    static final Set<QueryOption> OF_STREAMS = Set.of(FILTERS, SORT, FIELDS, LIMIT);
    static final Set<QueryOption> OF_COUNTS = Set.of(FILTERS);

    static Optional<QueryOption> named(String text) {
        return Arrays.stream(values()).filter(option -> option.text().equals(text)).findFirst();
    }

    /** The name in the API. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    Pointer pointer() {
        return Pointer.ROOT.child(text());
    }

    /** Whether it says which page, and not of what. */
    boolean isPosition() {
        return this == PAGE || this == CURSOR;
    }
}
