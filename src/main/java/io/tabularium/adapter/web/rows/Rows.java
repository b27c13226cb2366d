package io.tabularium.adapter.web.rows;

import io.tabularium.domain.ReportRoom;
import io.tabularium.domain.TabulariumException.InvalidRecord;
import io.tabularium.domain.Violation;
import io.tabularium.domain.Violations;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.BulkRow;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordDraft;

import java.util.List;

/**
 * Verdicts on the rows of one stretch of the input, in their order. Rejected rows keep their
 * violations as long as a report of this stretch alone has room for them, and then only their
 * number: the report of the load can show no more. Used by one thread.
 */
final class Rows {

    private final ReportRoom room = new ReportRoom();
    private int rejected;

    /** The row as it is, valid or not. */
    BulkRow of(long index, long line, RecordDraft draft) {
        boolean reported = rejected < BulkLoad.MAX_REPORTED;
        Violations violations = reported ? new Violations(room) : Violations.counted();
        RecordData data = draft.toData(violations);
        if (violations.isEmpty()) {
            return new BulkRow.Valid(index, line, data);
        }
        rejected++;
        return new BulkRow.Invalid(index, line, violations.toList(), violations.count());
    }

    /** A row that is no object. */
    BulkRow invalid(long index, long line, InvalidRecord fault) {
        return rejected(index, line, fault.violations());
    }

    /** A row that cannot even be read. */
    BulkRow malformed(long index, long line, String message) {
        return rejected(index, line, List.of(new Violation("", "malformed", message)));
    }

    private BulkRow rejected(long index, long line, List<Violation> violations) {
        boolean reported = ++rejected <= BulkLoad.MAX_REPORTED;
        return new BulkRow.Invalid(
                index, line, reported ? violations : List.of(), violations.size());
    }
}
