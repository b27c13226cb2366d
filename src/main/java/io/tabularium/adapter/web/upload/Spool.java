package io.tabularium.adapter.web.upload;

import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.TabulariumException.Overloaded;
import io.tabularium.domain.TabulariumException.StorageUnavailable;
import io.tabularium.domain.TabulariumException.TooLarge;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.Arrays;

/**
 * The first bytes of one body, which can be read any number of times: a few in memory, those behind
 * them in a file. Used by one thread.
 */
final class Spool implements AutoCloseable {

    /** Most bulk loads are smaller, and need no file. */
    private static final int MEMORY_BYTES = 64 * 1_024;

    private static final int PIECE_BYTES = 64 * 1_024;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /** Room is taken in steps, so that it is not asked for with each read. */
    private static final long STEP_BYTES = 1L << 20;

    private final SpoolRoom.Share room;
    private byte[] memory = {};
    private @Nullable FileChannel file;
    private long taken;
    private long length;

    Spool(SpoolRoom.Share room) {
        this.room = room;
    }

    long length() {
        return length;
    }

    /** How many bytes are best appended next. */
    int nextPiece() {
        int leftInMemory = Math.toIntExact(Math.max(0, MEMORY_BYTES - length));
        return leftInMemory > 0 ? leftInMemory : PIECE_BYTES;
    }

    /**
     * Takes room for more bytes.
     *
     * @throws TabulariumException if there is none
     */
    void requireRoom(int bytes) {
        SpoolRoom.@Nullable Refusal refusal = reserve(bytes);
        if (refusal != null) {
            throw noRoom(refusal);
        }
    }

    /** Takes room for more bytes, unless there is enough already; returns why there is none. */
    SpoolRoom.@Nullable Refusal reserve(int bytes) {
        long wanted = length + bytes - MEMORY_BYTES;
        while (taken < wanted) {
            SpoolRoom.@Nullable Refusal refusal = room.take(STEP_BYTES);
            if (refusal != null) {
                return refusal;
            }
            taken += STEP_BYTES;
        }
        return null;
    }

    /**
     * Keeps bytes for which there is room.
     *
     * @throws StorageUnavailable if the file cannot be written
     */
    void keep(byte[] bytes, int count) {
        try {
            append(bytes, 0, count);
        } catch (IOException e) {
            throw new StorageUnavailable("The body cannot be kept.", e);
        }
    }

    /**
     * Appends bytes for which there is room.
     *
     * @throws IOException if the file cannot be written; the bytes are not appended then
     */
    void append(byte[] bytes, int offset, int count) throws IOException {
        int inMemory = Math.toIntExact(Math.min(count, Math.max(0, MEMORY_BYTES - length)));
        if (count > inMemory) {
            write(ByteBuffer.wrap(bytes, offset + inMemory, count - inMemory), length + inMemory);
        }
        if (inMemory > 0) {
            int from = Math.toIntExact(length);
            if (from + inMemory > memory.length) {
                int grown = Math.max(2 * memory.length, from + inMemory);
                memory = Arrays.copyOf(memory, Math.min(MEMORY_BYTES, grown));
            }
            System.arraycopy(bytes, offset, memory, from, inMemory);
        }
        length += count;
    }

    /**
     * Reads at least one of the bytes from a position before the end on.
     *
     * @throws StorageUnavailable if the file cannot be read
     */
    int read(long position, byte[] bytes, int offset, int count) {
        int wanted = Math.toIntExact(Math.min(count, length - position));
        if (position < MEMORY_BYTES) {
            int from = Math.toIntExact(position);
            int inMemory = Math.min(wanted, MEMORY_BYTES - from);
            System.arraycopy(memory, from, bytes, offset, inMemory);
            return inMemory;
        }
        try {
            int read =
                    opened().read(ByteBuffer.wrap(bytes, offset, wanted), position - MEMORY_BYTES);
            if (read <= 0) {
                throw new IOException("the file is shorter than what was written");
            }
            return read;
        } catch (IOException e) {
            throw new StorageUnavailable("The body that was kept cannot be read.", e);
        }
    }

    @Override
    public void close() {
        room.giveBack(taken);
        taken = 0;
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TabulariumException noRoom(SpoolRoom.Refusal refusal) {
        return switch (refusal) {
            // The caller could have room if it had no other body, or never.
            case SHARE_IS_FULL ->
                    room.canEverHold(taken + STEP_BYTES)
                            ? full(
                                    "The slow uploads of this caller take all room that it may have.")
                            : new TooLarge("The body comes slowly, and is too long for that.");
            case ROOM_IS_FULL -> full("Slow uploads take all room that there is for them.");
            case DISK_IS_FULL -> full("The disk has no room for a body that comes slowly.");
        };
    }

    private static Overloaded full(String detail) {
        return new Overloaded(detail, RETRY_AFTER);
    }

    private void write(ByteBuffer bytes, long position) throws IOException {
        FileChannel channel = opened();
        long at = position - MEMORY_BYTES;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    private FileChannel opened() throws IOException {
        if (file == null) {
            file = room.open();
        }
        return file;
    }
}
