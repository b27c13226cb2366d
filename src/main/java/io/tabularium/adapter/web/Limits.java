package io.tabularium.adapter.web;

import io.tabularium.adapter.web.query.QueryLimits;

/**
 * What a single request may ask for.
 *
 * @param query of one query
 * @param maxBodyBytes bytes of a body that is held whole: a record, a query, a JSON array
 * @param maxBulkArrayRecords records of a JSON array
 */
public record Limits(QueryLimits query, int maxBodyBytes, int maxBulkArrayRecords) {}
