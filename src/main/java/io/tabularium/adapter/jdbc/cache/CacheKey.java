package io.tabularium.adapter.jdbc.cache;

import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.schema.SchemaName;

/** What an entry answers. */
sealed interface CacheKey {

    /** A record, in an epoch of its schema: when that ends, it is found no more. */
    record OfRecord(long epoch, RecordId id) implements CacheKey {}

    /** A page of the answer to a query, the query in its canonical text. */
    record OfPage(String query, PageRequest page) implements CacheKey {}

    /** The number of matches of a filter, in its canonical text. */
    record OfCount(SchemaName schema, String filter) implements CacheKey {}
}
