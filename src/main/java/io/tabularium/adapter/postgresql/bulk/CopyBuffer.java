package io.tabularium.adapter.postgresql.bulk;

import org.postgresql.copy.CopyIn;
import org.postgresql.util.ByteConverter;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;

/**
 * Rows in the binary format of COPY, of which as much is in memory as one message has. Used by one
 * thread.
 *
 * <p>Source: PostgreSQL documentation, COPY, "Binary Format"; values as their types' send functions
 * write them.
 */
final class CopyBuffer {

    private static final byte[] SIGNATURE = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0
    };

    /** No flags, and no further header. */
    private static final int HEADER_REST = 8;

    private static final int NULL = -1;
    private static final short END = -1;

    /** Messages shorter than this cost more than they should. */
    private static final int MESSAGE = 64 * 1_024;

    private static final int INITIAL_SIZE = 2 * MESSAGE;
    private static final long EPOCH_SECOND = 946_684_800;
    private static final long EPOCH_DAY = 10_957;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;

    private final CopyIn copy;
    private byte[] bytes = new byte[INITIAL_SIZE];
    private int size;

    CopyBuffer(CopyIn copy) {
        this.copy = copy;
        reserve(SIGNATURE.length + HEADER_REST);
        System.arraycopy(SIGNATURE, 0, bytes, 0, SIGNATURE.length);
        size = SIGNATURE.length + HEADER_REST;
    }

    /** Begins a row of so many columns. */
    void beginRow(int columns) throws SQLException {
        if (size >= MESSAGE) {
            flush();
        }
        putShort((short) columns);
    }

    /** Sends what is left, with the mark of the end. */
    void end() throws SQLException {
        putShort(END);
        flush();
    }

    void putNull() {
        putInt(NULL);
    }

    void putLong(long value) {
        putInt(Long.BYTES);
        reserve(Long.BYTES);
        ByteConverter.int8(bytes, size, value);
        size += Long.BYTES;
    }

    void putInteger(int value) {
        putInt(Integer.BYTES);
        putInt(value);
    }

    void putDouble(double value) {
        putLong(Double.doubleToRawLongBits(value));
    }

    void putBoolean(boolean value) {
        putInt(1);
        reserve(1);
        bytes[size] = (byte) (value ? 1 : 0);
        size++;
    }

    void putUuid(UUID value) {
        putInt(2 * Long.BYTES);
        reserve(2 * Long.BYTES);
        ByteConverter.int8(bytes, size, value.getMostSignificantBits());
        ByteConverter.int8(bytes, size + Long.BYTES, value.getLeastSignificantBits());
        size += 2 * Long.BYTES;
    }

    void putDate(LocalDate value) {
        putInteger((int) (value.toEpochDay() - EPOCH_DAY));
    }

    /** With microseconds; what is finer is cut. */
    void putInstant(Instant value) {
        putLong(
                (value.getEpochSecond() - EPOCH_SECOND) * MICROS_PER_SECOND
                        + value.getNano() / NANOS_PER_MICRO);
    }

    /** As {@link #putInstant}. */
    void putLocalDateTime(LocalDateTime value) {
        putInstant(value.toInstant(ZoneOffset.UTC));
    }

    void putDecimal(BigDecimal value) {
        putBytes(ByteConverter.numeric(value));
    }

    void putText(String value) {
        putBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    void putBytes(byte[] value) {
        putInt(value.length);
        reserve(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    private void putInt(int value) {
        reserve(Integer.BYTES);
        ByteConverter.int4(bytes, size, value);
        size += Integer.BYTES;
    }

    private void putShort(short value) {
        reserve(Short.BYTES);
        ByteConverter.int2(bytes, size, value);
        size += Short.BYTES;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, more)));
        }
    }

    private void flush() throws SQLException {
        copy.writeToCopy(bytes, 0, size);
        size = 0;
        if (bytes.length > INITIAL_SIZE) {
            bytes = new byte[INITIAL_SIZE];
        }
    }
}
