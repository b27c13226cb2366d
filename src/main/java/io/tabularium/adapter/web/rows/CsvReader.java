package io.tabularium.adapter.web.rows;

import io.tabularium.adapter.web.body.BodyMemory;
import io.tabularium.domain.TabulariumException.TooLarge;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Splits bytes into the records and cells of CSV (RFC 4180), lines ending in LF or CRLF. A record
 * whose quoting is broken is marked and passed over to the end of its line, so that reading goes on
 * behind it, which libraries do not offer. Blank lines are passed over but counted, and a byte
 * order mark at the start is no part of the first cell. Used by one thread.
 */
final class CsvReader {

    private static final int INPUT_BYTES = 64 * 1024;
    private static final int INITIAL_TEXT_BYTES = 1_024;
    private static final int END = -1;
    private static final int[] BYTE_ORDER_MARK = {0xEF, 0xBB, 0xBF};

    private final InputStream in;
    private final int maxRecordBytes;
    private final BodyMemory.Share memory;
    private final byte[] input = new byte[INPUT_BYTES];
    private int position;
    private int filled;

    private byte[] text = new byte[INITIAL_TEXT_BYTES];
    private int length;
    private final int[] ends;
    private final boolean[] quoted;
    private int cells;
    private boolean broken;
    private long line;
    private long feeds;

    /**
     * @param maxCells cells of a record that are kept; further ones are only counted
     */
    CsvReader(BulkInput input, int maxCells) {
        this.in = input.in();
        this.maxRecordBytes = input.maxRowBytes();
        this.memory = input.memory();
        this.ends = new int[maxCells];
        this.quoted = new boolean[maxCells];
    }

    /**
     * The record. To be asked for once, as a large one is handed over and not copied.
     *
     * @param linesBefore that are not counted in its line
     */
    CsvRecord get(long linesBefore) {
        int kept = Math.min(cells, ends.length);
        int room = length > PieceSource.PIECE_BYTES ? text.length - INITIAL_TEXT_BYTES : 0;
        CsvRecord record =
                new CsvRecord(
                        line - linesBefore,
                        broken,
                        cells,
                        new CsvCells(
                                room > 0 ? text : Arrays.copyOf(text, length),
                                Arrays.copyOf(ends, kept),
                                Arrays.copyOf(quoted, kept)),
                        room);
        if (room > 0) {
            text = new byte[INITIAL_TEXT_BYTES];
        }
        return record;
    }

    /** The line feeds before the place where reading goes on. */
    long linesPassed() {
        return feeds;
    }

    /**
     * Goes to the next record.
     *
     * @return false if there is none
     * @throws TooLarge if its cells, or the commas between them, are more bytes than the limit
     */
    boolean next() throws IOException {
        if (line == 0) {
            skipByteOrderMark();
        }
        while (peek() != END) {
            readRecord();
            boolean blank = cells == 1 && length == 0 && !quoted[0] && !broken;
            if (!blank) {
                return true;
            }
        }
        return false;
    }

    private void readRecord() throws IOException {
        line = feeds + 1;
        length = 0;
        cells = 0;
        broken = false;
        boolean more = true;
        while (more) {
            // A comma before each further cell: empty ones have no other bytes.
            if (cells > maxRecordBytes) {
                throw tooLarge();
            }
            boolean inQuotes = peek() == '"';
            more = inQuotes ? readQuoted() : readPlain();
            if (cells < ends.length) {
                ends[cells] = length;
                quoted[cells] = inQuotes;
            }
            cells++;
        }
    }

    /** Reads to the end of the cell; returns whether another follows in the record. */
    private boolean readPlain() throws IOException {
        int from = length;
        while (peek() != END) {
            int begin = position;
            while (position < filled && input[position] != ',' && input[position] != '\n') {
                position++;
            }
            append(input, begin, position - begin);
            if (position < filled) {
                boolean more = take() == ',';
                if (!more) {
                    dropCarriageReturn(from);
                }
                return more;
            }
        }
        dropCarriageReturn(from);
        return false;
    }

    private boolean readQuoted() throws IOException {
        take();
        while (true) {
            if (peek() == END) {
                broken = true;
                return false;
            }
            int begin = position;
            while (position < filled && input[position] != '"') {
                if (input[position++] == '\n') {
                    feeds++;
                }
            }
            append(input, begin, position - begin);
            if (position < filled) {
                take();
                if (peek() != '"') {
                    return readBehindQuote();
                }
                append(input, position, 1);
                take();
            }
        }
    }

    private boolean readBehindQuote() throws IOException {
        int b = take();
        if (b == '\r') {
            b = take();
        } else if (b == ',') {
            return true;
        }
        broken = b != '\n' && b != END;
        while (b != '\n' && b != END) {
            b = take();
        }
        return false;
    }

    private void dropCarriageReturn(int from) {
        if (length > from && text[length - 1] == '\r') {
            length--;
        }
    }

    private void append(byte[] source, int from, int count) {
        if (count > maxRecordBytes - length) {
            throw tooLarge();
        }
        if (count > text.length - length) {
            long doubled = Math.max(2L * text.length, (long) length + count);
            int larger = (int) Math.min(doubled, maxRecordBytes);
            memory.take(larger - text.length);
            text = Arrays.copyOf(text, larger);
        }
        System.arraycopy(source, from, text, length, count);
        length += count;
    }

    private TooLarge tooLarge() {
        return new TooLarge("A CSV record may have " + maxRecordBytes + " bytes.");
    }

    private void skipByteOrderMark() throws IOException {
        // A stream may give its bytes one by one, but never so that three do not fit the input.
        while (filled < BYTE_ORDER_MARK.length) {
            int count = in.read(input, filled, input.length - filled);
            if (count < 0) {
                break;
            }
            filled += count;
        }
        for (int i = 0; i < BYTE_ORDER_MARK.length; i++) {
            if (i >= filled || (input[i] & 0xFF) != BYTE_ORDER_MARK[i]) {
                return;
            }
        }
        position = BYTE_ORDER_MARK.length;
    }

    private int take() throws IOException {
        int b = peek();
        if (b != END) {
            position++;
        }
        if (b == '\n') {
            feeds++;
        }
        return b;
    }

    private int peek() throws IOException {
        if (position == filled) {
            int count = in.read(input, 0, input.length);
            position = 0;
            filled = Math.max(count, 0);
            if (count < 0) {
                return END;
            }
        }
        return input[position] & 0xFF;
    }
}
