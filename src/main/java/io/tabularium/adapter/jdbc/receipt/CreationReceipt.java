package io.tabularium.adapter.jdbc.receipt;

import io.tabularium.adapter.representation.KeptData;
import io.tabularium.domain.receipt.IdempotencyKey;
import io.tabularium.domain.receipt.KeyedRequest;
import io.tabularium.domain.receipt.Receipt;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.KeptOutcome;
import io.tabularium.domain.record.RecordData;

/**
 * The receipt of a record that is about to be created. What takes time in proportion to the record
 * is done when this is made, before the write is queued.
 */
public record CreationReceipt(IdempotencyKey key, String fingerprint, KeptOutcome.Data data) {

    /** To be called on the thread of the request. */
    public static CreationReceipt of(KeyedRequest request, RecordData data) {
        return new CreationReceipt(
                request.key(), request.fingerprint().get(), KeptData.of(data, request.returning()));
    }

    /** The receipt, in constant time. */
    public Receipt of(DataRecord created) {
        return new Receipt(
                key,
                fingerprint,
                OutcomeBytes.of(new KeptOutcome.Creation(created.id(), created.createdAt(), data)));
    }
}
