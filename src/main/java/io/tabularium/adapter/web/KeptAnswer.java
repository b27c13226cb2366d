package io.tabularium.adapter.web;

import io.tabularium.adapter.representation.RecordJson;
import io.tabularium.domain.TabulariumException.InvalidRecord;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordId;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * An {@link Answer} as the bytes that are kept of it. A small one is kept whole. Of the answer to a
 * create that is large only the identifier, the time and a digest are kept: the request that is
 * sent again brings the data itself, and the digest tells that the answer made of it is the first
 * one, byte for byte. Other large answers are compressed.
 */
final class KeptAnswer {

    /** A larger body is not kept as it is. */
    static final int MAX_PLAIN_BYTES = 4 * 1_024;

    private static final byte[] NO_BODY = {};

    /** What stands first. */
    private enum Form {
        /** The body as it is. */
        PLAIN(1),
        /** The body in zlib's format. */
        COMPRESSED(2),
        /** What the body can be made of with the data of the request. */
        REMADE(3);

        private final int number;

        Form(int number) {
            this.number = number;
        }

        private static Form of(int number) {
            for (Form form : values()) {
                if (form.number == number) {
                    return form;
                }
            }
            throw new IllegalStateException("an answer of an unknown form was kept");
        }
    }

    private KeptAnswer() {}

    static byte[] toBytes(Answer answer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        @Nullable DataRecord record = answer.record();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            if (answer.body().length <= MAX_PLAIN_BYTES) {
                writeHead(out, Form.PLAIN, answer);
                out.write(answer.body());
            } else if (record == null) {
                writeHead(out, Form.COMPRESSED, answer);
                try (DeflaterOutputStream compressed = new DeflaterOutputStream(out)) {
                    compressed.write(answer.body());
                }
            } else {
                writeHead(out, Form.REMADE, answer);
                out.writeUTF(record.id().toString());
                out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, record.createdAt()));
                out.write(digest(answer.body()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * The answer that was kept. Where it cannot be made again, because the schema has changed so
     * that the same data make another record, it has no body.
     *
     * @param bytes of {@link #toBytes}
     * @param data of the request that was sent again, which is the same as the first
     */
    static Answer of(byte[] bytes, Supplier<RecordData> data) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            Form form = Form.of(in.readByte());
            Answer answer = new Answer(in.readUnsignedShort());
            for (int left = in.readUnsignedByte(); left > 0; left--) {
                answer.header(in.readUTF(), in.readUTF());
            }
            String type = answer.headers().remove("Content-Type");
            byte[] body =
                    switch (form) {
                        case PLAIN -> in.readAllBytes();
                        case COMPRESSED -> new InflaterInputStream(in).readAllBytes();
                        case REMADE -> remade(in, data);
                    };
            return type == null || body.length == 0 ? answer : answer.json(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeHead(DataOutputStream out, Form form, Answer answer)
            throws IOException {
        out.writeByte(form.number);
        out.writeShort(answer.status());
        out.writeByte(answer.headers().size());
        for (Map.Entry<String, String> header : answer.headers().entrySet()) {
            out.writeUTF(header.getKey());
            out.writeUTF(header.getValue());
        }
    }

    /** The representation of the record in its first version; empty if it is another by now. */
    private static byte[] remade(DataInputStream in, Supplier<RecordData> data) throws IOException {
        RecordId id = new RecordId(UUID.fromString(in.readUTF()));
        Instant createdAt = Instant.EPOCH.plus(in.readLong(), ChronoUnit.MICROS);
        byte[] digest = in.readAllBytes();
        try {
            byte[] body =
                    RecordJson.bytes(new DataRecord(id, 0, 1, createdAt, createdAt, data.get()));
            return MessageDigest.isEqual(digest, digest(body)) ? body : NO_BODY;
        } catch (InvalidRecord e) {
            return NO_BODY;
        }
    }

    private static byte[] digest(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
