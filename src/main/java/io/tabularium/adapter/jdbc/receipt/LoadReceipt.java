package io.tabularium.adapter.jdbc.receipt;

import io.tabularium.adapter.representation.RecordJson;
import io.tabularium.domain.receipt.Receipt;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.BulkReport;
import io.tabularium.domain.record.KeptOutcome;

import java.util.Optional;

/** Makes the receipts of bulk loads. */
public final class LoadReceipt {

    private LoadReceipt() {}

    /**
     * The receipt of a load whose rows are about to be committed, if it is for a request under a
     * key. To be called once everything is counted.
     */
    public static Optional<Receipt> of(BulkLoad load) {
        return load.request()
                .filter(_ -> load.commits())
                .map(
                        request ->
                                new Receipt(
                                        request.key(),
                                        load.fingerprint(),
                                        OutcomeBytes.of(kept(load.report()))));
    }

    private static KeptOutcome.Load kept(BulkReport report) {
        return new KeptOutcome.Load(
                report.withoutRecords(),
                report.records().map(records -> RecordJson.each(records).toList()));
    }
}
