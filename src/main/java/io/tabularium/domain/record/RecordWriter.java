package io.tabularium.domain.record;

import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.receipt.KeyedRequest;
import io.tabularium.domain.receipt.Once;

import java.util.function.Supplier;

/**
 * Writes records. What a call returned from is durable, and seen by every read that begins later.
 * Thread-safe; calls for one record take effect one after the other. {@link Mutation#decide} may
 * run on a thread of the storage; everything else that a caller passes runs on threads of callers.
 *
 * <p>Each method may throw {@link TabulariumException.Overloaded} when no capacity is free in time
 * (nothing was written) and {@link TabulariumException.StorageUnavailable} (whether it was written
 * may be unknown).
 */
public interface RecordWriter {

    /**
     * Decides and does one write, atomically.
     *
     * @throws TabulariumException whatever {@link Mutation#decide} throws, and {@link
     *     TabulariumException.DuplicateRecord} if a unique key is taken; nothing was written then
     */
    Change write(Mutation mutation);

    /**
     * Creates a record, unless an equal request under the same key did so before. Record and
     * receipt are written atomically, and the receipt is found as long as the storage is set to
     * keep it. A request that fails leaves no receipt.
     *
     * @param creation makes the write; called at most once, and only if the request was not done
     *     before
     * @throws TabulariumException.RequestInProgress if a request under that key is under way
     * @throws TabulariumException.IdempotencyKeyReused if the key stands for another request
     * @throws TabulariumException as {@link #write}
     */
    Once<DataRecord, KeptOutcome.Creation> create(
            KeyedRequest request, Supplier<Mutation.Create> creation);

    /**
     * Merges a patch into a record as it is stored at that moment, validates and stores the result,
     * and returns it. Patches of one record take effect one after the other, each as a version of
     * its own. The data are made and validated on threads of callers.
     *
     * @param room takes what the record needs before it is read; used until this returns, perhaps
     *     by another caller's thread
     * @throws TabulariumException.Overloaded if there is no room for it in time
     * @throws TabulariumException.RecordNotFound if there is no such record
     * @throws TabulariumException.InvalidRecord if the result violates its schema
     * @throws TabulariumException.TooLarge if the result is over the limits
     * @throws TabulariumException.PreconditionFailed if the precondition does not hold
     * @throws TabulariumException.DuplicateRecord if a unique key is taken
     */
    DataRecord patch(RecordPatch patch, ReadMemory.Share room);

    /**
     * Takes every row of a bulk load, resolves conflicts as its options say, and commits them all
     * at once or, where {@link BulkLoad#commits} is false in the end, none. Rows get their places
     * in the order of creation in the order of the input. Memory does not grow with the number of
     * rows. Whatever taking a row throws ends the load with nothing written, and is thrown on. If
     * the load has a {@link BulkLoad#request request under a key}, its receipt is committed with
     * the rows.
     */
    void load(BulkLoad load);

    /**
     * Does a bulk load, unless an equal request under the same key did so before. A load that
     * stores nothing leaves no receipt.
     *
     * @param load calls {@link #load(BulkLoad)} until one succeeds, each time with a load that has
     *     this request; called at most once, and only if the request was not done before. If its
     *     loads have no request, or another one, the outcome of later requests is undefined
     * @throws TabulariumException.RequestInProgress if a request under that key is under way
     * @throws TabulariumException.IdempotencyKeyReused if the key stands for another request
     */
    Once<BulkReport, KeptOutcome.Load> load(KeyedRequest request, Supplier<BulkReport> load);
}
