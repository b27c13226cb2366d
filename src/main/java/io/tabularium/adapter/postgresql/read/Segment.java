package io.tabularium.adapter.postgresql.read;

/**
 * A part of the matches of a query, by the first criterion of its order. Nulls are last in either
 * direction, which no index has for both. Each part alone is in the order of an index.
 */
enum Segment {
    /** All matches: the first criterion is never null, or there is none. */
    WHOLE,
    /** Those where the first criterion has a value. */
    VALUES,
    /** Those where it is null, which come after the others. */
    NULLS
}
