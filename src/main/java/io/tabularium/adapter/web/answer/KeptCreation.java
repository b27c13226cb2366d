package io.tabularium.adapter.web.answer;

import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordData;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of the answer to a create. The writer thread asks for it within its transaction, so
 * what takes time in proportion to the record is done before, on the thread of the request: {@link
 * #prepare}, then {@link #toBytes}.
 */
final class KeptCreation {

    private final ReturnPreference preference;

    /** Of the data of a large record; null if the answer is small. */
    private byte @Nullable [] digest;

    KeptCreation(ReturnPreference preference) {
        this.preference = preference;
    }

    /** Returns the data that the record will have. To be called before the record is written. */
    RecordData prepare(RecordData data) {
        if (preference != ReturnPreference.MINIMAL) {
            byte[] representation = KeptAnswer.representation(data);
            if (representation.length > KeptAnswer.MAX_PLAIN_BYTES) {
                digest = KeptAnswer.digest(representation);
            }
        }
        return data;
    }

    /** The bytes that are kept, of the record that was made of the data. */
    byte[] toBytes(DataRecord record) {
        return digest == null
                ? KeptAnswer.toBytes(RecordAnswer.created(preference, record))
                : KeptAnswer.toBytes(
                        RecordAnswer.headOfCreated(preference, record), record, digest);
    }
}
