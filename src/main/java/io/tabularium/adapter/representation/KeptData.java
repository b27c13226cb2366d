package io.tabularium.adapter.representation;

import io.tabularium.domain.TabulariumException.InvalidRecord;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.KeptOutcome;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.schema.Schema;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The data of created records as receipts have them. Few bytes are kept as they are. Of more only a
 * digest is kept: the request that is sent again has the same data, and the digest tells whether
 * they still make the same record.
 */
public final class KeptData {

    /** More JSON is not kept as it is. */
    static final int MAX_WHOLE_BYTES = 4 * 1_024;

    private KeptData() {}

    /**
     * Takes time in proportion to the data.
     *
     * @param returning whether the answer to the request has the record
     */
    public static KeptOutcome.Data of(RecordData data, boolean returning) {
        if (!returning) {
            return new KeptOutcome.Data.None();
        }
        byte[] json = RecordJson.bytes(data);
        return json.length <= MAX_WHOLE_BYTES
                ? new KeptOutcome.Data.Whole(json)
                : new KeptOutcome.Data.Digest(digest(json));
    }

    /**
     * Returns the representation of the record in its first version, byte for byte as the first
     * answer had it. Empty if the answer had none, or if the record cannot be made again because
     * the schema has changed.
     *
     * @param data of the request that was sent again
     */
    public static Optional<byte[]> representation(
            KeptOutcome.Creation kept, Schema schema, Supplier<RecordData> data) {
        return switch (kept.data()) {
            case KeptOutcome.Data.None _ -> Optional.empty();
            case KeptOutcome.Data.Whole(byte[] json) ->
                    Optional.of(
                            RecordJson.bytesOfFirstVersion(
                                    kept.id(), schema, kept.createdAt(), json));
            case KeptOutcome.Data.Digest(byte[] digest) -> remade(kept, digest, data);
        };
    }

    private static Optional<byte[]> remade(
            KeptOutcome.Creation kept, byte[] digest, Supplier<RecordData> data) {
        try {
            RecordData now = data.get();
            return MessageDigest.isEqual(digest, digest(RecordJson.bytes(now)))
                    ? Optional.of(
                            RecordJson.bytes(
                                    new DataRecord(
                                            kept.id(),
                                            0,
                                            1,
                                            kept.createdAt(),
                                            kept.createdAt(),
                                            now)))
                    : Optional.empty();
        } catch (InvalidRecord e) {
            return Optional.empty();
        }
    }

    private static byte[] digest(byte[] json) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(json);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
