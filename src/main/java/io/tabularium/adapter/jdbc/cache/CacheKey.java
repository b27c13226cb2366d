package io.tabularium.adapter.jdbc.cache;

import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.schema.SchemaName;

/** What an entry answers. */
sealed interface CacheKey {

    /** A record's state now, in an epoch of its schema: when that ends, it is found no more. */
    record OfRecord(long epoch, RecordId id) implements CacheKey {}

    /**
     * The last known state of a record, by its place in the order of creation.
     *
     * @param epoch ends when storage may hold something else than what was written to it
     * @param shown the properties that are known, as {@link States} names them
     */
    record OfState(long epoch, long sequence, String shown) implements CacheKey {}

    /** A page of the answer to a query, the query in its canonical text. */
    record OfPage(String query, PageRequest page) implements CacheKey {}

    /** The number of matches of a filter, in its canonical text. */
    record OfCount(SchemaName schema, String filter) implements CacheKey {}
}
