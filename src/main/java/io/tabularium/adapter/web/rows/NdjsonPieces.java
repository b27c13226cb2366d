package io.tabularium.adapter.web.rows;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.adapter.web.body.BodyMemory;
import io.tabularium.domain.TabulariumException.TooLarge;
import io.tabularium.domain.schema.Schema;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Splits NDJSON behind line ends, wherever one stands near the wanted size. */
final class NdjsonPieces implements PieceSource {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Schema schema;
    private final JsonReader json;
    private final InputStream in;
    private final int maxLineBytes;
    private final BodyMemory.Share memory;

    /** What was read behind the end of the last piece; less than a piece. */
    private byte[] rest = {};

    private boolean begun;
    private boolean ended;

    NdjsonPieces(Schema schema, JsonReader json, BulkInput input) {
        this.schema = schema;
        this.json = json;
        this.in = input.in();
        this.maxLineBytes = input.maxRowBytes();
        this.memory = input.memory();
    }

    /**
     * @throws TooLarge if a line is longer than the limit
     */
    @Override
    public @Nullable Piece next() throws IOException {
        byte[] buffer = Arrays.copyOf(rest, PIECE_BYTES);
        int filled = rest.length;
        int searched = 0;
        while (!ended) {
            filled = fill(buffer, filled);
            int behindFeed = behindLastFeed(buffer, searched, filled);
            if (behindFeed > 0 && !ended) {
                rest = Arrays.copyOfRange(buffer, behindFeed, filled);
                return piece(buffer, behindFeed);
            }
            searched = filled;
            if (!ended && filled == buffer.length) {
                buffer = grown(buffer);
            }
        }
        rest = new byte[0];
        return filled > 0 ? piece(buffer, filled) : null;
    }

    /** Room that a long line has taken is for that line, not for as many short ones behind it. */
    private int fill(byte[] buffer, int from) throws IOException {
        int limit = Math.min(buffer.length, from + PIECE_BYTES);
        int filled = from;
        while (filled < limit) {
            int count = in.read(buffer, filled, limit - filled);
            if (count < 0) {
                ended = true;
                break;
            }
            filled += count;
        }
        return filled;
    }

    private static int behindLastFeed(byte[] buffer, int from, int to) {
        int i = to;
        while (i > from && buffer[i - 1] != '\n') {
            i--;
        }
        return i > from ? i : 0;
    }

    private byte[] grown(byte[] buffer) {
        if (buffer.length > maxLineBytes) {
            throw tooLarge(maxLineBytes);
        }
        // One byte more than the longest line, for its end.
        int doubled = (int) Math.min(maxLineBytes + 1L, 2L * buffer.length);
        memory.take(doubled - buffer.length);
        return Arrays.copyOf(buffer, doubled);
    }

    private Piece piece(byte[] buffer, int length) {
        int start = begun ? 0 : lengthOfByteOrderMark(buffer, length);
        begun = true;
        return new NdjsonPiece(schema, json, new Lines(buffer, start, length, maxLineBytes));
    }

    private static int lengthOfByteOrderMark(byte[] buffer, int length) {
        int mark = BYTE_ORDER_MARK.length;
        boolean there = length >= mark && Arrays.equals(buffer, 0, mark, BYTE_ORDER_MARK, 0, mark);
        return there ? mark : 0;
    }

    static TooLarge tooLarge(int maxLineBytes) {
        return new TooLarge("A line may have " + maxLineBytes + " bytes.");
    }
}
