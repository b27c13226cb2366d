package io.tabularium.adapter.jdbc.receipt;

import io.tabularium.adapter.jdbc.Dialect;
import io.tabularium.adapter.jdbc.WriteConnection;
import io.tabularium.domain.TabulariumException.RequestInProgress;
import io.tabularium.domain.receipt.Receipt;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Writes receipts within the transactions of what they are for. Thread-safe. */
public final class ReceiptWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ReceiptWriter.class);

    private final ReceiptTable table;
    private final Insertion insertion;
    private final ReceiptLedger ledger;
    private final InstantSource clock;

    /** How a database takes several receipts. */
    @FunctionalInterface
    public interface Insertion {

        /**
         * Adds receipts within the transaction that is open.
         *
         * @param receipts at least one
         * @param validFrom receipts that were made earlier have expired
         * @throws RequestInProgress if another process has committed a receipt under one of the
         *     keys; the transaction must be undone
         */
        void insert(
                WriteConnection connection,
                List<Receipt> receipts,
                Instant madeAt,
                Instant validFrom)
                throws SQLException;
    }

    public ReceiptWriter(
            Dialect dialect, Insertion insertion, ReceiptLedger ledger, InstantSource clock) {
        this.table = new ReceiptTable(dialect);
        this.insertion = insertion;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Writes the receipts into the transaction that is under way.
     *
     * @throws RequestInProgress as {@link Insertion#insert}
     */
    public void write(WriteConnection connection, List<Receipt> receipts) throws SQLException {
        if (!receipts.isEmpty()) {
            Instant now = clock.instant();
            receipts.forEach(receipt -> ledger.expect(receipt.key(), now));
            insertion.insert(connection, receipts, now, ledger.validFrom(now));
        }
    }

    /** Whether {@link #deleteExpired} has something to do. */
    public boolean haveExpired() {
        return ledger.hasExpired(clock.instant());
    }

    /**
     * Deletes receipts that are over their time, now and then, in a transaction of its own. Those
     * that cannot be deleted are deleted with the next.
     */
    public void deleteExpired(WriteConnection connection) {
        Optional<Instant> oldest = ledger.expire(clock.instant());
        if (oldest.isPresent()) {
            try {
                connection.begin();
                PreparedStatement delete = connection.prepare(table.delete());
                delete.setObject(1, oldest.get().atOffset(ZoneOffset.UTC));
                int deleted = delete.executeUpdate();
                connection.commit();
                LOG.atDebug().addKeyValue("receipts", deleted).log("receipts_deleted");
            } catch (SQLException e) {
                connection.rollback();
                LOG.atWarn().setCause(e).log("receipts_not_deleted");
            }
        }
    }

    /** Counts the receipts once their transaction is committed. */
    public void committed(List<Receipt> receipts) {
        Instant now = clock.instant();
        receipts.forEach(receipt -> ledger.count(receipt.key(), receipt.outcome().length, now));
    }
}
