package io.tabularium.application.query;

import io.tabularium.domain.TabulariumException.Overloaded;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.record.ReadMemory;
import io.tabularium.domain.record.RecordFormat;
import io.tabularium.domain.record.RecordReader;

import java.util.OptionalLong;
import java.util.function.Consumer;

/** Reads the whole answer to a query, record by record, in constant memory. Thread-safe. */
public final class StreamRecordsHandler {

    /** A stream of smaller records takes no room: few streams are read at a time. */
    private static final long FREE_BYTES = 2 * 1_024 * 1_024;

    private final RecordReader reader;

    public StreamRecordsHandler(RecordReader reader) {
        this.reader = reader;
    }

    /**
     * Passes the line of every match, up to the limit, to the visitor on the calling thread. What
     * the visitor throws ends the stream and is thrown on.
     *
     * @param room takes what the stream needs before it begins
     * @throws Overloaded if there is no room for it in time
     */
    public void handle(
            RecordQuery query,
            OptionalLong limit,
            RecordFormat format,
            ReadMemory.Share room,
            Consumer<byte[]> visitor) {
        long bytes = reader.heapBytes(query);
        if (bytes > FREE_BYTES) {
            room.take(bytes);
        }
        reader.stream(query, limit, format, visitor);
    }
}
