package io.tabularium.domain.record;

import io.tabularium.domain.Violation;
import io.tabularium.domain.schema.SchemaName;

import java.util.List;
import java.util.Optional;

/**
 * What a bulk load came to. Unless it was aborted, every row received is counted once, as created,
 * updated, ignored or rejected.
 *
 * @param received rows in the input
 * @param created records made; in a dry run, that would be made
 * @param updated records that got a new version, one each
 * @param ignored rows left out because their key was taken, or a later row with the same key stands
 * @param rejected rows that could not be stored
 * @param errors the faults of the first {@link BulkLoad#MAX_REPORTED} rejected rows, by index, as
 *     many as a report has room for
 * @param errorCount the faults of all rejected rows, reported or not
 * @param outcome whether anything was stored, and if not, why
 * @param records all that was written; empty if it was not asked for, is too much, or nothing was
 *     meant to be stored
 */
public record BulkReport(
        SchemaName schema,
        long received,
        long created,
        long updated,
        long ignored,
        long rejected,
        List<Fault> errors,
        long errorCount,
        Outcome outcome,
        Optional<List<DataRecord>> records) {

    public BulkReport {
        errors = List.copyOf(errors);
        records = records.map(List::copyOf);
    }

    /** The same report without records. */
    public BulkReport withoutRecords() {
        return new BulkReport(
                schema,
                received,
                created,
                updated,
                ignored,
                rejected,
                errors,
                errorCount,
                outcome,
                Optional.empty());
    }

    /** One violation of one row. */
    public record Fault(long index, long line, Violation violation) {}

    /** How a bulk load ended. */
    public enum Outcome {
        /** Every row was stored, or ignored as asked. */
        COMPLETE,
        /** The good rows were stored, others rejected. */
        PARTIAL,
        /** A dry run: nothing was meant to be stored. */
        DRY_RUN,
        /** Nothing was stored: some row does not meet the schema. */
        INVALID,
        /** Nothing was stored: every row meets the schema, but a unique key is taken. */
        DUPLICATE
    }
}
