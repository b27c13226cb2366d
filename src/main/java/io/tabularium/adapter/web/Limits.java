package io.tabularium.adapter.web;

import io.tabularium.adapter.web.query.QueryLimits;

/**
 * What a single request may ask for.
 *
 * @param query of one query
 * @param maxBodyBytes bytes of a body that is held whole: a record, a query, a JSON array
 * @param maxBulkArrayRecords records of a JSON array
 * @param maxRowBytes bytes of one row of NDJSON or CSV, and characters of one text in a bulk load;
 *     several times as much is in the heap while it is read
 */
public record Limits(
        QueryLimits query, int maxBodyBytes, int maxBulkArrayRecords, int maxRowBytes) {

    /** Limits for a heap that has room for rows as long as a body may be. */
    public Limits(QueryLimits query, int maxBodyBytes, int maxBulkArrayRecords) {
        this(query, maxBodyBytes, maxBulkArrayRecords, maxBodyBytes);
    }
}
