package io.tabularium.adapter.jdbc.write;

import io.tabularium.adapter.jdbc.receipt.CreationReceipt;
import io.tabularium.adapter.jdbc.receipt.JdbcReceiptReader;
import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.Change;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.RecordWriter;

import java.util.Optional;

/** What a database does for a {@link RecordWriter}. Thread-safe. */
public interface RecordWrites {

    /**
     * Decides and does one write, and keeps its receipt, atomically.
     *
     * @param receipt that the write leaves, if it creates a record
     * @throws TabulariumException as {@link RecordWriter#write}
     */
    Change write(Mutation mutation, Optional<CreationReceipt> receipt);

    /** As {@link RecordWriter#load(BulkLoad)}. */
    void load(BulkLoad load);

    /** Finds the receipts of what was written. */
    JdbcReceiptReader receipts();
}
