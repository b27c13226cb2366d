package io.tabularium.adapter.web.query;

/**
 * What one query may ask for.
 *
 * @param defaultPageSize records of a page that names no size
 * @param maxPageSize records of a page
 * @param maxConditions conditions of the filter; groups do not count, except empty ones
 * @param maxSortFields criteria of the order
 */
public record QueryLimits(
        int defaultPageSize, int maxPageSize, int maxConditions, int maxSortFields) {}
