package io.tabularium.adapter.jdbc.receipt;

import io.tabularium.adapter.jdbc.Connections;
import io.tabularium.adapter.jdbc.Dialect;
import io.tabularium.adapter.jdbc.SqlStatement;
import io.tabularium.domain.TabulariumException.StorageUnavailable;
import io.tabularium.domain.receipt.IdempotencyKey;
import io.tabularium.domain.receipt.Receipt;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Finds receipts through JDBC. Thread-safe. */
public final class JdbcReceiptReader implements KeyedRequests.Receipts {

    private final ReceiptTable table;
    private final Connections reads;
    private final ReceiptLedger ledger;
    private final InstantSource clock;
    private final Optional<Confirmation> confirmation;

    /** Makes sure that a receipt which can be read is never lost. */
    @FunctionalInterface
    public interface Confirmation {

        /**
         * Returns if what the connection sees is as durable as what it commits.
         *
         * @param connection commits by itself
         * @throws SQLException if that is unknown
         */
        void confirm(Connection connection) throws SQLException;
    }

    /**
     * @param ledger of the receipts that this process has read or written
     * @param confirmation of receipts that other processes write too, so that the ledger does not
     *     know of all; empty if no other process writes any
     */
    public JdbcReceiptReader(
            Dialect dialect,
            Connections reads,
            ReceiptLedger ledger,
            InstantSource clock,
            Optional<Confirmation> confirmation) {
        this.confirmation = confirmation;
        this.table = new ReceiptTable(dialect);
        this.reads = reads;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Deletes what is over its time and tells the ledger what is left, before the first request.
     *
     * @throws StorageUnavailable if it cannot be read
     */
    public void load() {
        Instant validFrom = ledger.validFrom(clock.instant());
        SqlStatement list = table.list(validFrom);
        reads.run(
                connection -> {
                    try (PreparedStatement delete = connection.prepareStatement(table.delete())) {
                        delete.setObject(1, validFrom.atOffset(ZoneOffset.UTC));
                        delete.executeUpdate();
                    }
                    try (PreparedStatement statement = list.prepare(connection);
                            ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            Instant madeAt = rows.getObject(2, OffsetDateTime.class).toInstant();
                            IdempotencyKey key = new IdempotencyKey(rows.getString(1));
                            ledger.expect(key, madeAt);
                            ledger.count(key, rows.getLong(3), madeAt);
                        }
                    }
                });
    }

    @Override
    public Optional<Receipt> find(IdempotencyKey key) {
        return confirmation.isPresent() || ledger.mayHave(key)
                ? reads.use(connection -> find(connection, key))
                : Optional.empty();
    }

    /** Only receipts that this process has read or written count. */
    @Override
    public void requireRoom(IdempotencyKey key) {
        ledger.requireRoom(key, clock.instant());
    }

    private Optional<Receipt> find(Connection connection, IdempotencyKey key) throws SQLException {
        SqlStatement find = table.find(key, ledger.validFrom(clock.instant()));
        try (PreparedStatement statement = find.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            if (!rows.next()) {
                return Optional.empty();
            }
            Receipt receipt = new Receipt(key, rows.getString(1), rows.getBytes(2));
            if (confirmation.isPresent()) {
                confirmation.get().confirm(connection);
            }
            return Optional.of(receipt);
        }
    }
}
