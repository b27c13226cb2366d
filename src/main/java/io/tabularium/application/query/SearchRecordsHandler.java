package io.tabularium.application.query;

import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.record.RecordPage;
import io.tabularium.domain.record.RecordReader;

/** Reads one page of the answer to a query. Thread-safe. */
public final class SearchRecordsHandler {

    private final RecordReader reader;

    public SearchRecordsHandler(RecordReader reader) {
        this.reader = reader;
    }

    /** The page; empty where it lies beyond the end. */
    public RecordPage handle(RecordQuery query, PageRequest page) {
        return reader.search(query, page);
    }
}
