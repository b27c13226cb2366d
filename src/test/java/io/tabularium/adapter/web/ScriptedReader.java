package io.tabularium.adapter.web;

import static io.tabularium.contract.TestSchemas.COUNTERS;

import io.tabularium.adapter.representation.RecordLines;
import io.tabularium.domain.query.Filter;
import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.ReadMemory;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordFormat;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.record.RecordPage;
import io.tabularium.domain.record.RecordReader;
import io.tabularium.domain.schema.Schema;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Storage that streams as many records as it is told to, and then fails. Nothing else works. */
final class ScriptedReader implements RecordReader {

    private final long records;
    private final RuntimeException failure;
    private final CompletableFuture<RuntimeException> thrown = new CompletableFuture<>();

    /**
     * @param records to pass to the visitor before the failure
     */
    ScriptedReader(long records, RuntimeException failure) {
        this.records = records;
        this.failure = failure;
    }

    /** What ended the stream. */
    CompletableFuture<RuntimeException> thrown() {
        return thrown;
    }

    @Override
    public void stream(
            RecordQuery query, OptionalLong limit, RecordFormat format, Consumer<byte[]> visitor) {
        RecordLines lines = RecordLines.of(format, query.schema(), query.projection());
        try {
            for (long i = 0; i < records; i++) {
                visitor.accept(lines.line(record(i)));
            }
            throw failure;
        } catch (RuntimeException e) {
            thrown.complete(e);
            throw e;
        }
    }

    private static DataRecord record(long number) {
        return new DataRecord(
                new RecordId(new UUID(0, number)),
                number,
                1,
                Instant.EPOCH,
                Instant.EPOCH,
                new RecordData(COUNTERS, new Object[] {"a name of some length", number}));
    }

    @Override
    public long heapBytes(RecordQuery streamed) {
        return 0;
    }

    @Override
    public Optional<DataRecord> find(Schema schema, RecordId id, ReadMemory.Share room) {
        throw failure;
    }

    @Override
    public RecordPage search(RecordQuery query, PageRequest page, ReadMemory.Share room) {
        throw failure;
    }

    @Override
    public long count(Schema schema, Filter filter) {
        throw failure;
    }
}
