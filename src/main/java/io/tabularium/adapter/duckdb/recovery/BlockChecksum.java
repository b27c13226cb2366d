package io.tabularium.adapter.duckdb.recovery;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The checksum of a header or block in the engine's file: its first eight bytes, little-endian, are
 * computed from all bytes behind them.
 */
final class BlockChecksum {

    private static final long SEED = 5_381;
    private static final long FACTOR = 0xbf58476d1ce4e5b9L;

    private BlockChecksum() {}

    /** The checksum that the block holds. */
    static long stored(ByteBuffer block) {
        return block.duplicate().order(ByteOrder.LITTLE_ENDIAN).getLong(0);
    }

    /**
     * The checksum that the block should hold.
     *
     * @param block its bytes from index 0 to the limit, a multiple of eight
     */
    static long computed(ByteBuffer block) {
        ByteBuffer bytes = block.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        long sum = SEED;
        for (int at = Long.BYTES; at < bytes.limit(); at += Long.BYTES) {
            sum ^= bytes.getLong(at) * FACTOR;
        }
        return sum;
    }

    /** Whether the two differ. */
    static boolean isWrong(ByteBuffer block) {
        return stored(block) != computed(block);
    }
}
