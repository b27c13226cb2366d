package io.tabularium.adapter.web;

import io.tabularium.adapter.web.query.QueryLimits;

/**
 * What a single request may ask for.
 *
 * @param defaultPageSize records of a page that names no size
 * @param maxPageSize records of a page
 * @param maxFilterConditions conditions of one query, groups not counted
 * @param maxSortFields criteria of one order
 * @param maxBodyBytes bytes of a body that is held whole: a record, a query, a JSON array
 * @param maxBulkArrayRecords records of a JSON array
 */
public record Limits(
        int defaultPageSize,
        int maxPageSize,
        int maxFilterConditions,
        int maxSortFields,
        int maxBodyBytes,
        int maxBulkArrayRecords) {

    QueryLimits queryLimits() {
        return new QueryLimits(defaultPageSize, maxPageSize, maxFilterConditions, maxSortFields);
    }
}
