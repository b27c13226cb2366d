package io.tabularium.adapter.jdbc.patch;

import io.tabularium.domain.query.Filter;
import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.record.Change;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.ReadMemory;
import io.tabularium.domain.record.RecordFormat;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.record.RecordPage;
import io.tabularium.domain.record.RecordReader;
import io.tabularium.domain.record.RecordWriter;
import io.tabularium.domain.schema.Schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Records of another store. A test can act before a record is read and before an amendment is
 * written. Thread-safe if what the test does is.
 */
final class WatchedRecords implements RecordReader {

    private final RecordReader reader;
    private final RecordWriter writer;
    private final List<Integer> versionsOfAmendments =
            Collections.synchronizedList(new ArrayList<>());
    private volatile Runnable beforeRead = () -> {};
    private volatile IntConsumer beforeAmendment = _ -> {};
    private volatile CountDownLatch gate = new CountDownLatch(0);

    <S extends RecordReader & RecordWriter> WatchedRecords(S store) {
        this.reader = store;
        this.writer = store;
    }

    void beforeReads(Runnable action) {
        beforeRead = action;
    }

    /**
     * @param action takes the number of the amendment, from 1
     */
    void beforeAmendments(IntConsumer action) {
        beforeAmendment = action;
    }

    /** Lets every amendment wait before it is written. */
    void holdAmendments() {
        gate = new CountDownLatch(1);
    }

    void letAmendmentsPass() {
        gate.countDown();
    }

    /** The number of versions that each amendment had, superseded ones included. */
    List<Integer> versionsOfAmendments() {
        return List.copyOf(versionsOfAmendments);
    }

    @Override
    public Optional<DataRecord> find(Schema schema, RecordId id, ReadMemory.Share room) {
        beforeRead.run();
        return reader.find(schema, id, room);
    }

    Change write(Mutation mutation) {
        if (mutation instanceof Mutation.Amend amendment) {
            awaitGate();
            versionsOfAmendments.add(amendment.versions().size());
            beforeAmendment.accept(versionsOfAmendments.size());
        }
        return writer.write(mutation);
    }

    private void awaitGate() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while an amendment is held", e);
        }
    }

    @Override
    public long heapBytes(RecordQuery streamed) {
        return reader.heapBytes(streamed);
    }

    @Override
    public RecordPage search(RecordQuery query, PageRequest page, ReadMemory.Share room) {
        return reader.search(query, page, room);
    }

    @Override
    public long count(Schema schema, Filter filter) {
        return reader.count(schema, filter);
    }

    @Override
    public void stream(
            RecordQuery query, OptionalLong limit, RecordFormat format, Consumer<byte[]> visitor) {
        reader.stream(query, limit, format, visitor);
    }
}
