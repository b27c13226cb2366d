package io.tabularium.adapter.jdbc.bulk;

import io.tabularium.adapter.jdbc.WriteConnection;
import io.tabularium.adapter.jdbc.size.TextSizes;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.DataRecord;

import java.sql.SQLException;
import java.util.function.Consumer;

/**
 * What one database does in a way of its own for the staged load of one connection. Used by one
 * thread.
 */
public interface Stage {

    /** The connection of the load. */
    WriteConnection connection();

    /**
     * Makes a record of each row of the load and stores it in the table {@code $stage}, in a
     * transaction that touches nothing else: it lasts as long as the client sends.
     *
     * @param texts are told of each text that is stored
     * @param visitor is given each record, in the order of the input
     * @return the number of rows
     */
    long fill(BulkLoad load, TextSizes texts, Consumer<DataRecord> visitor) throws SQLException;

    /** Adds rows to the table {@code $left}. */
    void leaveOut(LeftOut rows) throws SQLException;

    /** From now to the end of the transaction nobody else changes the records of the schema. */
    void holdRecords() throws SQLException;

    /** Whether a statement or a commit failed because a key is taken. */
    boolean isDuplicateKey(SQLException failure);
}
