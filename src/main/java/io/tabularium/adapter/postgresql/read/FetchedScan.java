package io.tabularium.adapter.postgresql.read;

import io.tabularium.adapter.jdbc.content.RowScan;
import io.tabularium.adapter.jdbc.content.RowSelection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Reads all rows of a table by one statement, in the order of creation, some rows at a time. Within
 * a transaction the driver holds no more of them.
 */
public final class FetchedScan implements RowScan {

    @Override
    public List<Part> parts(Connection connection, RowSelection rows) throws SQLException {
        int fetchSize = FetchSize.ofRows(rows.mostHeapBytes(connection));
        return List.of(new Part(rows.inOrderOfCreation(), fetchSize));
    }
}
