package io.tabularium.domain.maintenance;

import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.receipt.KeptReceipt;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.schema.Schema;

import java.util.List;

/**
 * All that a storage holds, as of one moment. Only a bounded number of records is in memory at a
 * time. Every method throws a {@link TabulariumException} if the storage fails. Used by one thread.
 */
public interface StorageContent {

    /** Takes items one by one. */
    @FunctionalInterface
    interface Visitor<T, E extends Exception> {

        /** Takes one item. An exception ends the visit. */
        void visit(T item) throws E;
    }

    /**
     * The definitions of all schemas, ordered by name.
     *
     * @throws BackupRefused if a definition cannot be compiled
     */
    List<StoredDefinition> definitions();

    /**
     * The number of records of a schema.
     *
     * @param schema of one of the definitions
     */
    long count(Schema schema);

    /**
     * Visits every record of a schema once, with its identifier, version, times and place in the
     * order of creation. The order of the visits is undefined.
     *
     * @param schema of one of the definitions
     * @throws E if the visitor threw it
     */
    <E extends Exception> void visitRecords(Schema schema, Visitor<DataRecord, E> visitor) throws E;

    /**
     * Visits every receipt once, in any order.
     *
     * @throws E if the visitor threw it
     */
    <E extends Exception> void visitReceipts(Visitor<KeptReceipt, E> visitor) throws E;
}
