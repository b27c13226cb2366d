package io.tabularium.adapter.jdbc.receipt;

import io.tabularium.domain.TabulariumException.StorageUnavailable;
import io.tabularium.domain.Violation;
import io.tabularium.domain.record.BulkReport;
import io.tabularium.domain.record.KeptOutcome;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.schema.SchemaName;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * What requests under keys came to, as the bytes that receipts have. The first byte tells the form;
 * numbers are big-endian, texts are UTF-8 behind their length in four bytes.
 */
public final class OutcomeBytes {

    // 1 to 4 were whole answers.
    private static final int CREATION_WITHOUT_DATA = 5;
    private static final int CREATION_WITH_DATA = 6;
    private static final int CREATION_WITH_DIGEST = 7;

    /** What follows is in zlib's format. */
    private static final int LOAD = 8;

    private OutcomeBytes() {}

    /** Takes constant time: a receipt keeps at most 4 KiB of the data. */
    public static byte[] of(KeptOutcome.Creation creation) {
        return bytes(
                out -> {
                    out.writeByte(
                            switch (creation.data()) {
                                case KeptOutcome.Data.None _ -> CREATION_WITHOUT_DATA;
                                case KeptOutcome.Data.Whole _ -> CREATION_WITH_DATA;
                                case KeptOutcome.Data.Digest _ -> CREATION_WITH_DIGEST;
                            });
                    UUID id = creation.id().value();
                    out.writeLong(id.getMostSignificantBits());
                    out.writeLong(id.getLeastSignificantBits());
                    out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, creation.createdAt()));
                    switch (creation.data()) {
                        case KeptOutcome.Data.None _ -> {}
                        case KeptOutcome.Data.Whole(byte[] json) -> out.write(json);
                        case KeptOutcome.Data.Digest(byte[] sha256) -> out.write(sha256);
                    }
                });
    }

    /**
     * Reads what {@link #of(KeptOutcome.Creation)} made.
     *
     * @throws StorageUnavailable if another version of this program made the bytes
     */
    public static KeptOutcome.Creation creation(byte[] bytes) {
        return read(
                bytes,
                in -> {
                    int form = in.readByte();
                    RecordId id = new RecordId(new UUID(in.readLong(), in.readLong()));
                    Instant createdAt = Instant.EPOCH.plus(in.readLong(), ChronoUnit.MICROS);
                    byte[] data = in.readAllBytes();
                    return new KeptOutcome.Creation(
                            id,
                            createdAt,
                            switch (form) {
                                case CREATION_WITHOUT_DATA -> new KeptOutcome.Data.None();
                                case CREATION_WITH_DATA -> new KeptOutcome.Data.Whole(data);
                                case CREATION_WITH_DIGEST -> new KeptOutcome.Data.Digest(data);
                                default -> throw unknownForm();
                            });
                });
    }

    /** Made for speed rather than for size: the thread that commits may do it. */
    public static byte[] of(KeptOutcome.Load load) {
        return bytes(
                out -> {
                    out.writeByte(LOAD);
                    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
                    try (deflater;
                            DataOutputStream content =
                                    new DataOutputStream(new DeflaterOutputStream(out, deflater))) {
                        write(content, load.report());
                        content.writeBoolean(load.records().isPresent());
                        if (load.records().isPresent()) {
                            write(content, load.records().get());
                        }
                    }
                });
    }

    /**
     * Reads what {@link #of(KeptOutcome.Load)} made.
     *
     * @throws StorageUnavailable if another version of this program made the bytes
     */
    public static KeptOutcome.Load load(byte[] bytes) {
        return read(
                bytes,
                in -> {
                    if (in.readByte() != LOAD) {
                        throw unknownForm();
                    }
                    try (DataInputStream content =
                            new DataInputStream(new InflaterInputStream(in))) {
                        BulkReport report = readReport(content);
                        return new KeptOutcome.Load(
                                report,
                                content.readBoolean()
                                        ? Optional.of(readRecords(content))
                                        : Optional.empty());
                    }
                });
    }

    private static void write(DataOutputStream out, BulkReport report) throws IOException {
        write(out, report.schema().value());
        out.writeLong(report.received());
        out.writeLong(report.created());
        out.writeLong(report.updated());
        out.writeLong(report.ignored());
        out.writeLong(report.rejected());
        out.writeInt(report.errors().size());
        for (BulkReport.Fault fault : report.errors()) {
            out.writeLong(fault.index());
            out.writeLong(fault.line());
            write(out, fault.violation().pointer());
            write(out, fault.violation().code());
            write(out, fault.violation().message());
        }
        out.writeLong(report.errorCount());
        write(out, report.outcome().name());
    }

    private static BulkReport readReport(DataInputStream in) throws IOException {
        return new BulkReport(
                new SchemaName(readText(in)),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                readFaults(in),
                in.readLong(),
                BulkReport.Outcome.valueOf(readText(in)),
                Optional.empty());
    }

    private static List<BulkReport.Fault> readFaults(DataInputStream in) throws IOException {
        List<BulkReport.Fault> faults = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            faults.add(
                    new BulkReport.Fault(
                            in.readLong(),
                            in.readLong(),
                            new Violation(readText(in), readText(in), readText(in))));
        }
        return faults;
    }

    private static void write(DataOutputStream out, List<byte[]> records) throws IOException {
        out.writeInt(records.size());
        for (byte[] record : records) {
            write(out, record);
        }
    }

    private static List<byte[]> readRecords(DataInputStream in) throws IOException {
        List<byte[]> records = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            records.add(readBytes(in));
        }
        return records;
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        write(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(readBytes(in), StandardCharsets.UTF_8);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }

    private static byte[] bytes(Writing content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            content.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static <T> T read(byte[] bytes, Reading<T> content) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return content.from(in);
        } catch (IOException e) {
            throw new StorageUnavailable("A receipt cannot be read.", e);
        }
    }

    /** Safe: what was asked for is neither done again nor reported as something else. */
    private static StorageUnavailable unknownForm() {
        return new StorageUnavailable("A receipt has a form of another version.", null);
    }

    @FunctionalInterface
    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    @FunctionalInterface
    private interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }
}
