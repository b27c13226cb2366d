package io.tabularium.adapter.jdbc.cache;

import static io.tabularium.attack.EqualHashes.assertCheapInMap;

import io.tabularium.attack.EqualHashes;
import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.schema.SchemaName;

import org.junit.jupiter.api.Test;

class CacheKeyTest {

    private static final SchemaName SCHEMA = new SchemaName("things");
    private static final PageRequest PAGE =
            new PageRequest(new PageRequest.Start.Offset(0), 10, true);

    @Test
    void findsRecordsOfEqualHashesFast() {
        assertCheapInMap(
                i -> new CacheKey.OfRecord(1, EqualHashes.id(i)),
                i -> new CacheKey.OfRecord(1, EqualHashes.spreadId(i)));
    }

    @Test
    void findsPagesOfQueriesOfEqualHashesFast() {
        assertCheapInMap(
                i -> new CacheKey.OfPage(EqualHashes.text(i), PAGE),
                i -> new CacheKey.OfPage(Integer.toString(i), PAGE));
    }

    @Test
    void findsCountsOfFiltersOfEqualHashesFast() {
        assertCheapInMap(
                i -> new CacheKey.OfCount(SCHEMA, EqualHashes.text(i)),
                i -> new CacheKey.OfCount(SCHEMA, Integer.toString(i)));
    }
}
