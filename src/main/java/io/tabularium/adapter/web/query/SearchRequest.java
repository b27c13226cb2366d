package io.tabularium.adapter.web.query;

import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.query.RecordQuery;

/**
 * A page that a client asks for.
 *
 * @param number the page's number, from 1; with a cursor, the number that it carries
 */
public record SearchRequest(RecordQuery query, PageRequest page, long number) {

    /** Whether the page continues from a cursor. */
    public boolean continues() {
        return page.start() instanceof PageRequest.Start.After;
    }
}
