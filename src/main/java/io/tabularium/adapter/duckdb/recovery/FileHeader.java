package io.tabularium.adapter.duckdb.recovery;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * What the headers of a database file say of its blocks. A file begins with a main header and two
 * database headers. A checkpoint writes the older database header last, so that the newer one
 * always describes a whole checkpoint.
 *
 * @param freeList pointer to the list that names the blocks of metadata
 * @param blocks number of blocks
 * @param blockSize bytes of a block, its checksum included
 */
record FileHeader(long freeList, long blocks, int blockSize) {

    private static final int SIZE = 4_096;
    private static final int FIRST_BLOCK = 3 * SIZE;
    private static final int SMALLEST_BLOCK = 16_384;
    private static final int LARGEST_BLOCK = 262_144;

    private static final int MAGIC_AT = 8;
    private static final int MAGIC = 'D' | 'U' << 8 | 'C' << 16 | 'K' << 24;
    private static final int FLAGS_AT = 20;
    private static final long ENCRYPTED = 1;

    private static final int ITERATION_AT = 8;
    private static final int FREE_LIST_AT = 24;
    private static final int BLOCKS_AT = 32;
    private static final int BLOCK_SIZE_AT = 40;

    /**
     * @throws UnknownLayout if a header is damaged, or describes a file of another kind
     */
    static FileHeader of(FileChannel file) throws IOException, UnknownLayout {
        ByteBuffer main = header(file, 0);
        if (main.getInt(MAGIC_AT) != MAGIC) {
            throw new UnknownLayout("it is not a DuckDB database");
        }
        if ((main.getLong(FLAGS_AT) & ENCRYPTED) != 0) {
            throw new UnknownLayout("it is encrypted");
        }
        ByteBuffer first = header(file, SIZE);
        ByteBuffer second = header(file, 2 * SIZE);
        boolean firstIsNewer = first.getLong(ITERATION_AT) > second.getLong(ITERATION_AT);
        return of(firstIsNewer ? first : second);
    }

    private static FileHeader of(ByteBuffer header) throws UnknownLayout {
        long blockSize = header.getLong(BLOCK_SIZE_AT);
        if (blockSize < SMALLEST_BLOCK
                || blockSize > LARGEST_BLOCK
                || Long.bitCount(blockSize) != 1) {
            throw new UnknownLayout("its blocks have an unknown size, %d".formatted(blockSize));
        }
        return new FileHeader(
                header.getLong(FREE_LIST_AT), header.getLong(BLOCKS_AT), (int) blockSize);
    }

    /** Where a block begins in the file. */
    long position(long block) {
        return FIRST_BLOCK + block * blockSize;
    }

    private static ByteBuffer header(FileChannel file, long position)
            throws IOException, UnknownLayout {
        try {
            ByteBuffer header = read(file, position, SIZE);
            if (BlockChecksum.isWrong(header)) {
                throw new UnknownLayout("its header at %d is damaged".formatted(position));
            }
            return header;
        } catch (EOFException e) {
            throw new UnknownLayout("it ends within its headers");
        }
    }

    /**
     * Reads bytes, little-endian.
     *
     * @throws EOFException if the file ends before
     */
    static ByteBuffer read(FileChannel file, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, position + bytes.position()) < 0) {
                throw new EOFException("The file ends before byte " + (position + length));
            }
        }
        return bytes.flip();
    }
}
