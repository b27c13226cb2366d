package io.tabularium.adapter.web.answer;

import io.tabularium.adapter.representation.RecordJson;
import io.tabularium.domain.TabulariumException.InvalidRecord;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordId;

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
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * An {@link Answer} as the bytes that are kept of it. A small one is kept whole. Of the answer to a
 * create that is large only the identifier, the time and a digest of the data are kept: the request
 * that is sent again brings the data itself, and the digest tells that they make the first answer,
 * byte for byte ({@link KeptCreation}). Other large answers are compressed.
 */
final class KeptAnswer {

    /** A larger body is not kept as it is. */
    static final int MAX_PLAIN_BYTES = 4 * 1_024;

    private static final byte[] NO_BODY = {};
    private static final RecordId NO_RECORD = new RecordId(new UUID(0, 0));

    /** What stands first. */
    private enum Form {
        /** The body as it is. */
        PLAIN(1),
        /** The body in zlib's format. */
        COMPRESSED(2),
        /** As {@link #REMADE}, with a digest of the answer; written by earlier versions. */
        REMADE_OF_ANSWER(3),
        /** What the body can be made of with the data of the request. */
        REMADE(4);

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

    /** Of any answer, which is compressed if it is large. */
    static byte[] toBytes(Answer answer) {
        boolean small = answer.body().length <= MAX_PLAIN_BYTES;
        return bytes(
                small ? Form.PLAIN : Form.COMPRESSED,
                answer,
                out -> {
                    if (small) {
                        out.write(answer.body());
                    } else {
                        writeCompressed(answer.body(), out);
                    }
                });
    }

    /**
     * Of the answer to a create, whose body can be made again. Takes time that does not depend on
     * the size of the record.
     *
     * @param head the answer without its body
     * @param digest of the data, made of {@link #representation}
     */
    static byte[] toBytes(Answer head, DataRecord record, byte[] digest) {
        return bytes(
                Form.REMADE,
                head.json(NO_BODY),
                out -> {
                    out.writeUTF(record.id().toString());
                    out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, record.createdAt()));
                    out.write(digest);
                });
    }

    /** The representation of a record of these data, but for its identifier and its times. */
    static byte[] representation(RecordData data) {
        return RecordJson.bytes(
                new DataRecord(NO_RECORD, 0, 1, Instant.EPOCH, Instant.EPOCH, data));
    }

    /** A digest (SHA-256) of a representation. */
    static byte[] digest(byte[] representation) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(representation);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * The answer that was kept. Where it cannot be made again, because the schema has changed so
     * that the same data make another record, it has no body.
     *
     * @param bytes of {@link #toBytes(Answer)}
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
                        case REMADE_OF_ANSWER, REMADE -> remade(form, in, data);
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

    private static byte[] bytes(Form form, Answer answer, BodyWriter body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writeHead(out, form, answer);
            body.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @FunctionalInterface
    private interface BodyWriter {
        void writeTo(DataOutputStream out) throws IOException;
    }

    /** Fast rather than small: the writer thread may do it. */
    private static void writeCompressed(byte[] body, DataOutputStream out) throws IOException {
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED);
                DeflaterOutputStream compressed = new DeflaterOutputStream(out, deflater)) {
            compressed.write(body);
        }
    }

    /** The representation of the record in its first version; empty if it is another by now. */
    private static byte[] remade(Form form, DataInputStream in, Supplier<RecordData> data)
            throws IOException {
        RecordId id = new RecordId(UUID.fromString(in.readUTF()));
        Instant createdAt = Instant.EPOCH.plus(in.readLong(), ChronoUnit.MICROS);
        byte[] digest = in.readAllBytes();
        try {
            RecordData now = data.get();
            byte[] body = RecordJson.bytes(new DataRecord(id, 0, 1, createdAt, createdAt, now));
            byte[] digested = form == Form.REMADE ? representation(now) : body;
            return MessageDigest.isEqual(digest, digest(digested)) ? body : NO_BODY;
        } catch (InvalidRecord e) {
            return NO_BODY;
        }
    }
}
