package io.tabularium.application.query;

import io.tabularium.domain.TabulariumException.Overloaded;
import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.record.ReadMemory;
import io.tabularium.domain.record.RecordPage;
import io.tabularium.domain.record.RecordReader;

/** Reads one page of the answer to a query. Thread-safe. */
public final class SearchRecordsHandler {

    private final RecordReader reader;

    public SearchRecordsHandler(RecordReader reader) {
        this.reader = reader;
    }

    /**
     * The page; empty where it lies beyond the end.
     *
     * @param room takes what the records need before they are read
     * @throws Overloaded if there is no room for them in time
     */
    public RecordPage handle(RecordQuery query, PageRequest page, ReadMemory.Share room) {
        return reader.search(query, page, room);
    }
}
