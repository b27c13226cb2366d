package io.tabularium.adapter.web.bulk;

import io.tabularium.domain.Violation;
import io.tabularium.domain.Violations;
import io.tabularium.domain.record.BulkRow;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordDraft;

import java.util.List;

/** Verdicts on single rows. */
final class Rows {

    private Rows() {}

    /** The row as it is, valid or not. */
    static BulkRow of(long index, long line, RecordDraft draft) {
        Violations violations = new Violations();
        RecordData data = draft.toData(violations);
        return violations.isEmpty()
                ? new BulkRow.Valid(index, line, data)
                : new BulkRow.Invalid(index, line, violations.toList());
    }

    /** A row that cannot even be read. */
    static BulkRow malformed(long index, long line, String message) {
        return new BulkRow.Invalid(index, line, List.of(new Violation("", "malformed", message)));
    }
}
