package io.tabularium.adapter.jdbc.size;

import io.tabularium.domain.TabulariumException.Overloaded;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.ReadMemory;
import io.tabularium.domain.record.RecordPage;
import io.tabularium.domain.record.RecordWeight;

/**
 * The room for the records of one page. A page that fits into half of the memory, were all of its
 * records as large as they may be, takes that at once. Any other is read in steps: it takes room
 * for each step, and counts what the records of earlier steps really have. Only one such page is
 * read at a time, so that two never wait for each other. Used by one thread.
 */
public final class PageRoom {

    private final ReadMemory.Share share;
    private final long heapBytes;
    private long read;
    private boolean stepwise;

    /**
     * @param heapBytes that one record takes, at most
     */
    public PageRoom(ReadMemory.Share share, long heapBytes) {
        this.share = share;
        this.heapBytes = heapBytes;
    }

    /**
     * Takes room before any record is read.
     *
     * @param size records that the page has, at most
     * @throws Overloaded if there is none in time
     */
    public void begin(int size) {
        long whole = size * heapBytes;
        stepwise = whole > share.half();
        share.take(stepwise ? share.half() + 1 : whole);
    }

    /** Whether the page is to be read in steps. */
    public boolean isStepwise() {
        return stepwise;
    }

    /**
     * How many records may be read in one step; at least one.
     *
     * @param most that storage can read at once
     */
    public int step(int most) {
        return stepwise ? Math.clamp(share.half() / heapBytes, 1, most) : most;
    }

    /** The bytes of heap of one step, unless one record takes more. */
    public long bytesOfStep() {
        return share.half();
    }

    /** The bytes of heap of some records, were each as large as it may be. */
    public long heapBytes(int records) {
        return records * heapBytes;
    }

    /**
     * Takes room for a step; all of the memory where the step may take more. So a page fits if its
     * records do, whatever they might have been. It is refused once they do not.
     *
     * @param bytes of heap that the records of the step take, at most
     * @throws Overloaded if there is none in time
     */
    public void beginStep(long bytes) {
        if (stepwise) {
            long all = 2 * share.half();
            share.take(Math.max(read, Math.min(read + bytes, all)));
        }
    }

    /** Counts a record that was read, or found in memory. */
    public void add(DataRecord found) {
        if (stepwise) {
            read += weightOf(found);
        }
    }

    /**
     * Takes the room of a page that is known already.
     *
     * @throws Overloaded if there is none in time
     */
    public void takeKnown(RecordPage page) {
        share.take(bytesOf(page));
    }

    /** Gives back what was taken beyond what the page needs until it was sent. */
    public void settle(RecordPage page) {
        share.settle(bytesOf(page));
    }

    private long bytesOf(RecordPage page) {
        long whole = page.items().size() * heapBytes;
        return whole > share.half()
                ? page.items().stream().mapToLong(PageRoom::weightOf).sum()
                : whole;
    }

    /** The record, its JSON, and as a rule half of that again in the buffer of the answer. */
    private static long weightOf(DataRecord found) {
        return RecordWeight.of(found) * 3 / 2;
    }
}
