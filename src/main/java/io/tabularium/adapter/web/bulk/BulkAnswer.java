package io.tabularium.adapter.web.bulk;

import io.tabularium.adapter.web.answer.Answer;
import io.tabularium.adapter.web.answer.JsonAnswer;
import io.tabularium.adapter.web.answer.ReturnPreference;
import io.tabularium.adapter.web.problem.Problem;
import io.tabularium.adapter.web.problem.ProblemException;
import io.tabularium.adapter.web.problem.ProblemType;
import io.tabularium.domain.record.BulkOptions;
import io.tabularium.domain.record.BulkReport;
import io.tabularium.domain.record.BulkReport.Outcome;

import jakarta.servlet.http.HttpServletResponse;

import java.util.Optional;

/** Answers with the report of a bulk load. */
final class BulkAnswer {

    /** An answer that is kept under an idempotency key has no records beyond so many bytes. */
    private static final int MAX_KEPT_BYTES = 1_024 * 1_024;

    private BulkAnswer() {}

    /**
     * The report, with the records where they were asked for and can be had.
     *
     * @throws ProblemException if nothing was stored because of what is wrong with the rows
     */
    static Answer of(BulkReport report, BulkOptions options) {
        return of(report, hasAllRecords(report, options), Integer.MAX_VALUE);
    }

    /** As {@link #of(BulkReport, BulkOptions)}, small enough to be kept. */
    static Answer toBeKept(BulkReport report, BulkOptions options) {
        return of(report, hasAllRecords(report, options), MAX_KEPT_BYTES);
    }

    private static Answer of(BulkReport report, boolean withRecords, int maxBytes) {
        Answer answer =
                switch (report.outcome()) {
                    case COMPLETE -> new Answer(HttpServletResponse.SC_CREATED);
                    case PARTIAL, DRY_RUN -> new Answer(HttpServletResponse.SC_OK);
                    case INVALID -> throw refusal(ProblemType.INVALID_BULK, report);
                    case DUPLICATE -> throw refusal(ProblemType.DUPLICATE_RECORD, report);
                };
        if (withRecords) {
            Optional<byte[]> json =
                    JsonAnswer.bytes(
                            maxBytes,
                            generator -> BulkReportJson.writeWithRecords(generator, report));
            if (json.isPresent()) {
                ReturnPreference.REPRESENTATION.confirm(answer);
                return answer.json(json.get());
            }
        }
        return answer.json(JsonAnswer.bytes(generator -> BulkReportJson.write(generator, report)));
    }

    /** Too many records, and those of a dry run, are not returned. */
    private static boolean hasAllRecords(BulkReport report, BulkOptions options) {
        boolean nothingWritten = report.created() + report.updated() == 0;
        return options.returning()
                && report.outcome() != Outcome.DRY_RUN
                && (nothingWritten || !report.records().isEmpty());
    }

    private static ProblemException refusal(ProblemType type, BulkReport report) {
        String detail =
                "Nothing was stored: "
                        + report.rejected()
                        + " of "
                        + report.received()
                        + " records cannot be.";
        return new ProblemException(
                Problem.of(type, detail).withAll(BulkReportJson.members(report)));
    }
}
