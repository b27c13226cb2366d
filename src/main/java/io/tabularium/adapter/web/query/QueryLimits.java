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
        int defaultPageSize, int maxPageSize, int maxConditions, int maxSortFields) {

    /** How deep groups of conditions nest. */
    static final int MAX_FILTER_DEPTH = 20;

    /** Values of one list; longer ones would be statements that engines take seconds to plan. */
    public static final int MAX_LIST_LENGTH = 1_000;
}
