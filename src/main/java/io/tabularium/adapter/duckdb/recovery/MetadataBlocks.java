package io.tabularium.adapter.duckdb.recovery;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The blocks of a database file that hold metadata: the catalog, the places of columns, and the
 * list of free blocks. They are the only blocks that the engine writes again while parts of them
 * are in use.
 *
 * <p>A block of metadata is its checksum and 64 parts of equal size. A part begins with a pointer
 * to the part that continues it. A pointer is the number of a block in its lower 56 bits and the
 * number of the part in its upper 8 bits.
 */
final class MetadataBlocks {

    private static final int PARTS = 64;
    private static final int BLOCK_BITS = 56;
    private static final long BLOCK_MASK = (1L << BLOCK_BITS) - 1;
    private static final long NONE = -1;

    private final FileChannel file;
    private final FileHeader header;

    /**
     * @param file open for reading
     * @throws UnknownLayout if its headers do not tell its layout
     */
    MetadataBlocks(FileChannel file) throws IOException, UnknownLayout {
        this.file = file;
        this.header = FileHeader.of(file);
    }

    /**
     * The positions of blocks whose checksum is wrong, ascending.
     *
     * @throws UnknownLayout if the list of blocks cannot be read
     */
    List<Long> damaged() throws IOException, UnknownLayout {
        List<Long> damaged = new ArrayList<>();
        for (long position : positions()) {
            if (BlockChecksum.isWrong(block(position))) {
                damaged.add(position);
            }
        }
        return damaged;
    }

    /**
     * The positions of all blocks of metadata, ascending.
     *
     * @throws UnknownLayout likewise
     */
    List<Long> positions() throws IOException, UnknownLayout {
        return numbers().stream().map(header::position).sorted().toList();
    }

    /**
     * Stores the checksum that the bytes of a block have.
     *
     * @param writable the file, or a copy of it
     * @param position of the block
     */
    void correctChecksum(FileChannel writable, long position) throws IOException {
        long computed =
                BlockChecksum.computed(FileHeader.read(writable, position, header.blockSize()));
        ByteBuffer checksum = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        checksum.putLong(computed).flip();
        while (checksum.hasRemaining()) {
            writable.write(checksum, position + checksum.position());
        }
    }

    private ByteBuffer block(long position) throws IOException, UnknownLayout {
        try {
            return FileHeader.read(file, position, header.blockSize());
        } catch (EOFException e) {
            throw new UnknownLayout("it ends before its last block of metadata");
        }
    }

    /** The list is: free blocks, blocks in shared use with their count, blocks of metadata. */
    private List<Long> numbers() throws IOException, UnknownLayout {
        if (header.freeList() == NONE) {
            return List.of();
        }
        ByteBuffer list = chain(header.freeList());
        try {
            skip(list, Long.BYTES);
            skip(list, Long.BYTES + Integer.BYTES);
            long count = list.getLong();
            List<Long> numbers = new ArrayList<>();
            for (long i = 0; i < count; i++) {
                numbers.add(inFile(list.getLong()));
                list.getLong();
            }
            return numbers;
        } catch (BufferUnderflowException e) {
            throw new UnknownLayout("the list of its blocks of metadata is cut off");
        }
    }

    /** Skips a count and as many entries. */
    private static void skip(ByteBuffer list, int bytesOfEntry) {
        long count = list.getLong();
        if (count < 0 || count > list.remaining() / bytesOfEntry) {
            throw new BufferUnderflowException();
        }
        list.position(list.position() + (int) count * bytesOfEntry);
    }

    /** The contents of a part and of those that continue it. */
    private ByteBuffer chain(long first) throws IOException, UnknownLayout {
        ByteArrayOutputStream contents = new ByteArrayOutputStream();
        Set<Long> seen = new HashSet<>();
        for (long pointer = first; pointer != NONE; ) {
            if (!seen.add(pointer)) {
                throw new UnknownLayout("the list of its blocks of metadata leads in a circle");
            }
            ByteBuffer part = part(pointer);
            pointer = part.getLong();
            byte[] content = new byte[part.remaining()];
            part.get(content);
            contents.writeBytes(content);
        }
        return ByteBuffer.wrap(contents.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    }

    private ByteBuffer part(long pointer) throws IOException, UnknownLayout {
        long block = inFile(pointer & BLOCK_MASK);
        int part = (int) (pointer >>> BLOCK_BITS);
        if (part >= PARTS) {
            throw new UnknownLayout("the list of its blocks of metadata leads out of a block");
        }
        int size = (header.blockSize() - Long.BYTES) / PARTS / Long.BYTES * Long.BYTES;
        try {
            return FileHeader.read(
                    file, header.position(block) + Long.BYTES + (long) part * size, size);
        } catch (EOFException e) {
            throw new UnknownLayout("it ends within the list of its blocks of metadata");
        }
    }

    private long inFile(long block) throws UnknownLayout {
        if (block < 0 || block >= header.blocks()) {
            throw new UnknownLayout("the list of its blocks of metadata leads out of the file");
        }
        return block;
    }
}
