package io.tabularium.adapter.postgresql.bulk;

import io.tabularium.adapter.postgresql.write.PostgreSqlConnection;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

import java.sql.SQLException;

/** Rows on their way into one table by COPY, within the transaction that is open. */
final class RowCopy {

    private RowCopy() {}

    /** Writes rows. */
    @FunctionalInterface
    interface Rows<T> {
        T writeTo(CopyBuffer buffer) throws SQLException;
    }

    /**
     * Copies rows.
     *
     * @param table its name and columns, quoted
     * @param rows are written by the calling thread
     * @return what {@code rows} returns
     */
    static <T> T into(PostgreSqlConnection connection, String table, Rows<T> rows)
            throws SQLException {
        CopyIn copy =
                connection
                        .borrowed()
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("COPY " + table + " FROM STDIN (FORMAT binary)");
        try {
            CopyBuffer buffer = new CopyBuffer(copy);
            T result = rows.writeTo(buffer);
            buffer.end();
            copy.endCopy();
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            cancel(copy, e);
            throw e;
        }
    }

    private static void cancel(CopyIn copy, Throwable reason) {
        if (copy.isActive()) {
            try {
                copy.cancelCopy();
            } catch (SQLException e) {
                reason.addSuppressed(e);
            }
        }
    }
}
