package io.tabularium.domain.record;

import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.query.Filter;
import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.schema.Schema;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Reads records. Every call sees one consistent state: each write whole or not at all, and every
 * write that was acknowledged before the call began. Thread-safe.
 *
 * <p>Each method may throw {@link TabulariumException.Overloaded} when no capacity is free in time,
 * {@link TabulariumException.QueryTimeout} when it runs over its time limit (the work is then
 * cancelled), and {@link TabulariumException.StorageUnavailable}.
 */
public interface RecordReader {

    /**
     * The record of that id, or empty.
     *
     * @param room takes what the record may need before it is read, and has in the end what it
     *     needs until it was answered
     * @throws TabulariumException.Overloaded if there is no room in time
     */
    Optional<DataRecord> find(Schema schema, RecordId id, ReadMemory.Share room);

    /**
     * The record of that id. Like {@link #find}, but an absent record is an error.
     *
     * @throws TabulariumException.RecordNotFound if there is no such record
     * @throws TabulariumException.Overloaded if there is no room in time
     */
    default DataRecord get(Schema schema, RecordId id, ReadMemory.Share room) {
        return find(schema, id, room)
                .orElseThrow(
                        () ->
                                new TabulariumException.RecordNotFound(
                                        schema.name().value(), id.toString()));
    }

    /**
     * One page. Pages that follow each other's cursors never overlap and miss no record that was
     * there when the walk began and stayed unchanged. A page beyond the end is empty. The values of
     * properties outside the projection are null.
     *
     * @param room grows by what the records need before they are read, and has in the end what the
     *     page needs until it was answered
     * @throws TabulariumException.Overloaded if there is no room in time
     */
    RecordPage search(RecordQuery query, PageRequest page, ReadMemory.Share room);

    /** The number of records that match. */
    long count(Schema schema, Filter filter);

    /**
     * The bytes of heap that a stream takes as long as it lasts, at most. Costs no query as a rule.
     */
    long heapBytes(RecordQuery streamed);

    /**
     * Passes every match to the visitor, one by one on the calling thread, in the query's order or,
     * where the query has none, in any; in constant memory. Each comes as its line in that format:
     * the one representation of the record, however it is made, so that the bytes are those that
     * every other answer has for it. What the visitor throws ends the stream, frees what it held,
     * and is thrown on. The time limit is that for each record to be found; there is none on the
     * stream as a whole.
     *
     * @param limit at most so many, at least 1; or all
     * @param visitor takes lines that are its own from then on
     */
    void stream(
            RecordQuery query, OptionalLong limit, RecordFormat format, Consumer<byte[]> visitor);
}
