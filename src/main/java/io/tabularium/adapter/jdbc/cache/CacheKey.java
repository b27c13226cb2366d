package io.tabularium.adapter.jdbc.cache;

import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.schema.SchemaName;

import java.util.Comparator;

/**
 * What an entry answers. Keys of which a client chooses a part are comparable, so that the cache
 * finds them fast even if they have equal hash codes.
 */
sealed interface CacheKey {

    /** A record's state now, in an epoch of its schema: when that ends, it is found no more. */
    record OfRecord(long epoch, RecordId id) implements CacheKey, Comparable<OfRecord> {

        private static final Comparator<OfRecord> ORDER =
                Comparator.comparing(OfRecord::id).thenComparingLong(OfRecord::epoch);

        @Override
        public int compareTo(OfRecord other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * The last known state of a record, by its place in the order of creation.
     *
     * @param epoch ends when storage may hold something else than what was written to it
     * @param shown the properties that are known, as {@link States} names them
     */
    record OfState(long epoch, long sequence, String shown) implements CacheKey {}

    /** A page of the answer to a query, the query in its canonical text. */
    record OfPage(String query, PageRequest page) implements CacheKey, Comparable<OfPage> {

        private static final Comparator<OfPage> ORDER =
                Comparator.comparing(OfPage::query).thenComparing(key -> key.page().toString());

        @Override
        public int compareTo(OfPage other) {
            return ORDER.compare(this, other);
        }
    }

    /** The number of matches of a filter, in its canonical text. */
    record OfCount(SchemaName schema, String filter) implements CacheKey, Comparable<OfCount> {

        private static final Comparator<OfCount> ORDER =
                Comparator.comparing(OfCount::schema).thenComparing(OfCount::filter);

        @Override
        public int compareTo(OfCount other) {
            return ORDER.compare(this, other);
        }
    }
}
