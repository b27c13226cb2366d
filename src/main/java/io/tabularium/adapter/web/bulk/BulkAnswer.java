package io.tabularium.adapter.web.bulk;

import io.tabularium.adapter.json.JsonBytes;
import io.tabularium.adapter.representation.RecordJson;
import io.tabularium.adapter.web.answer.Answer;
import io.tabularium.adapter.web.answer.ReturnPreference;
import io.tabularium.adapter.web.problem.Problem;
import io.tabularium.adapter.web.problem.ProblemException;
import io.tabularium.adapter.web.problem.ProblemType;
import io.tabularium.domain.record.BulkReport;
import io.tabularium.domain.record.KeptOutcome;

import jakarta.servlet.http.HttpServletResponse;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Answers with the report of a bulk load. */
final class BulkAnswer {

    private BulkAnswer() {}

    /**
     * The report, with the records where they were asked for and can be had.
     *
     * @throws ProblemException if nothing was stored because of what is wrong with the rows
     */
    static Answer of(BulkReport report) {
        return of(report, report.records().map(RecordJson::each));
    }

    /** The answer to a load under a key, as it was given first. */
    static Answer of(KeptOutcome.Load kept) {
        return of(kept.report(), kept.records().map(List::stream));
    }

    private static Answer of(BulkReport report, Optional<Stream<byte[]>> records) {
        Answer answer =
                switch (report.outcome()) {
                    case COMPLETE -> new Answer(HttpServletResponse.SC_CREATED);
                    case PARTIAL, DRY_RUN -> new Answer(HttpServletResponse.SC_OK);
                    case INVALID -> throw refusal(ProblemType.INVALID_BULK, report);
                    case DUPLICATE -> throw refusal(ProblemType.DUPLICATE_RECORD, report);
                };
        if (records.isPresent()) {
            ReturnPreference.REPRESENTATION.confirm(answer);
        }
        JsonBytes body = new JsonBytes();
        BulkReportJson.write(body, report, records);
        return answer.json(body.toByteArray());
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
