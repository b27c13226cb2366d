package io.tabularium.adapter.postgresql.bulk;

import io.tabularium.adapter.jdbc.write.NewRecords;
import io.tabularium.adapter.postgresql.engine.PostgreSqlDatabase;
import io.tabularium.adapter.postgresql.write.IndexEntries;
import io.tabularium.domain.Violations;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.BulkRow;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordIdGenerator;
import io.tabularium.domain.schema.SchemaName;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Makes new records of the rows of one load, all of one instant. Used by one thread. */
final class CopiedRows {

    /** Places that are reserved together; a small load wastes few of them. */
    private static final int FEW_PLACES = 100;

    private static final int MANY_PLACES = 20_000;

    private final PostgreSqlDatabase database;
    private final ReservedSequences sequences = new ReservedSequences();
    private final NewRecords records;
    private final Instant now;
    private int reserved;

    CopiedRows(PostgreSqlDatabase database, RecordIdGenerator ids, InstantSource clock) {
        this.database = database;
        this.records = new NewRecords(ids, sequences, clock);
        this.now = records.now();
    }

    /** The time at present, with microseconds. */
    Instant present() {
        return records.now();
    }

    /** Writes one row. */
    @FunctionalInterface
    interface RowWriter {
        void write(BulkRow.Valid row, DataRecord created) throws SQLException;
    }

    /**
     * Makes a record of each row of the load.
     *
     * @param visitor is given each record, after it was written
     * @return the number of rows
     */
    long forEach(BulkLoad load, RowWriter writer, Consumer<DataRecord> visitor)
            throws SQLException {
        SchemaName schema = load.schema().name();
        long rows = 0;
        IndexEntries entries = new IndexEntries(load.schema());
        for (BulkRow.Valid row = load.next(); row != null; row = load.next()) {
            Violations violations = entries.violations(row.data());
            if (!violations.isEmpty()) {
                load.reject(new BulkRow.Invalid(row.index(), row.line(), violations.toList()));
                continue;
            }
            if (sequences.left(schema) == 0) {
                reserve(schema);
            }
            DataRecord created = records.create(row.data(), now);
            writer.write(row, created);
            visitor.accept(created);
            rows++;
        }
        return rows;
    }

    private void reserve(SchemaName schema) throws SQLException {
        reserved = reserved == 0 ? FEW_PLACES : MANY_PLACES;
        try (Connection connection = database.connectToWrite()) {
            sequences.reserve(connection, schema, reserved);
        }
    }
}
