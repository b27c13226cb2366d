package io.tabularium.adapter.web.rows;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.adapter.web.body.BodyMemory;
import io.tabularium.adapter.web.rows.Piece.Verdicts;
import io.tabularium.domain.TabulariumException.MalformedRequest;
import io.tabularium.domain.record.BulkRow;
import io.tabularium.domain.record.RecordSource;
import io.tabularium.domain.schema.Schema;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Iterator;
import java.util.Queue;

/**
 * Rows in the order of the input, judged piece by piece by several threads. Whoever takes the rows
 * reads the input too, a few pieces ahead; when the load ends early, what is under way ends by
 * itself. Used by one thread.
 */
public final class ParallelRows implements RecordSource {

    /** A piece and what becomes of it. */
    private record Judgement(Piece piece, RowWorkers.Task<Verdicts> verdicts) {}

    private final PieceSource pieces;
    private final BodyMemory.Share memory;
    private final RowWorkers workers;
    private final Queue<Judgement> ahead = new ArrayDeque<>();
    private long bytesAhead;
    private boolean ended;

    private Iterator<BulkRow> rows = Collections.emptyIterator();
    private long rowsBefore;
    private long linesBefore;
    private @Nullable Piece piece;
    private Verdicts current = new Verdicts(Collections.emptyList(), 0, true);

    private ParallelRows(PieceSource pieces, BodyMemory.Share memory, RowWorkers workers) {
        this.pieces = pieces;
        this.memory = memory;
        this.workers = workers;
    }

    /** A JSON object on each line; blank lines do not count as rows. */
    public static RecordSource ofNdjson(
            Schema schema, JsonReader json, BulkInput input, RowWorkers workers) {
        return new ParallelRows(new NdjsonPieces(schema, json, input), input.memory(), workers);
    }

    /**
     * CSV with a header row that names properties, which is read here.
     *
     * @throws MalformedRequest if there is no header row, or a name in it is no property or there
     *     twice
     */
    public static RecordSource ofCsv(
            Schema schema, JsonReader json, BulkInput input, RowWorkers workers)
            throws IOException {
        return new ParallelRows(new CsvPieces(schema, json, input), input.memory(), workers);
    }

    @Override
    public @Nullable BulkRow next() {
        while (!rows.hasNext()) {
            if (!advance()) {
                return null;
            }
        }
        return rows.next().behind(rowsBefore, linesBefore);
    }

    /** Goes to the next rows; returns false at the end. */
    private boolean advance() {
        rowsBefore += current.rows().size();
        linesBefore += current.lines();
        if (piece == null) {
            readAhead();
            Judgement next = ahead.poll();
            if (next == null) {
                return false;
            }
            piece = next.piece();
            current = next.verdicts().await();
        } else {
            current = piece.judge();
        }
        rows = current.rows().iterator();
        if (current.last()) {
            bytesAhead -= piece.size();
            memory.giveBack(piece.room());
            piece = null;
        }
        return true;
    }

    private void readAhead() {
        while (!ended && (ahead.isEmpty() || bytesAhead < workers.maxBytesAhead())) {
            Piece piece = readPiece();
            if (piece == null) {
                ended = true;
            } else {
                bytesAhead += piece.size();
                ahead.add(new Judgement(piece, workers.start(piece::judge)));
            }
        }
    }

    private @Nullable Piece readPiece() {
        try {
            return pieces.next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
