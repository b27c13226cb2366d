package io.tabularium.adapter.jdbc.cache;

import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.record.RecordId;

/**
 * What an entry answers. An epoch belongs to one schema and ends with a write, so that what was
 * kept in it is found no more.
 */
sealed interface CacheKey {

    /** A record by its identifier. */
    record ById(long epoch, RecordId id) implements CacheKey {}

    /** A record by its place in the order of creation. */
    record BySequence(long epoch, long sequence) implements CacheKey {}

    /** A page of the answer to a query, the query in its canonical text. */
    record OfPage(long epoch, String query, PageRequest page) implements CacheKey {}

    /** That a page was answered before, whatever was written since. */
    record Answered(String query, PageRequest page) implements CacheKey {}

    /** The number of matches of a filter, in its canonical text. */
    record OfCount(long epoch, String filter) implements CacheKey {}
}
