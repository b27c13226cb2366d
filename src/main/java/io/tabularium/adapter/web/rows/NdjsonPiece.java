package io.tabularium.adapter.web.rows;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.adapter.json.ValueAllowance;
import io.tabularium.adapter.web.body.DraftReader;
import io.tabularium.domain.TabulariumException.InvalidRecord;
import io.tabularium.domain.TabulariumException.MalformedRequest;
import io.tabularium.domain.TabulariumException.TooLarge;
import io.tabularium.domain.record.BulkRow;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordDraft;
import io.tabularium.domain.schema.Schema;

import org.jspecify.annotations.Nullable;

/** Whole lines of NDJSON. A line that is not JSON is a verdict on that row alone. */
final class NdjsonPiece implements Piece {

    private final Schema schema;
    private final JsonReader json;
    private final Lines lines;

    NdjsonPiece(Schema schema, JsonReader json, Lines lines) {
        this.schema = schema;
        this.json = json;
        this.lines = lines;
    }

    @Override
    public int size() {
        return lines.buffer().length;
    }

    @Override
    public int room() {
        return size() - PieceSource.PIECE_BYTES;
    }

    @Override
    public Verdicts judge() {
        PlainRecordReader plain = new PlainRecordReader(schema);
        Rows rows = new Rows();
        Part part = new Part(schema);
        while (!part.isFull() && lines.next()) {
            @Nullable RecordData data = plain.read(lines.buffer(), lines.offset(), lines.length());
            part.add(
                    data == null
                            ? judgeLine(part.size(), rows)
                            : new BulkRow.Valid(part.size(), lines.line(), data));
        }
        boolean last = !part.isFull();
        return new Verdicts(part.rows(), last ? lines.line() : 0, last);
    }

    private BulkRow judgeLine(long row, Rows rows) {
        try {
            RecordDraft draft =
                    json.parse(
                            lines.buffer(),
                            lines.offset(),
                            lines.length(),
                            parser -> DraftReader.readWhole(parser, schema, new ValueAllowance()));
            return rows.of(row, lines.line(), draft);
        } catch (InvalidRecord e) {
            return rows.invalid(row, lines.line(), e);
        } catch (MalformedRequest e) {
            String place = e.column() > 0 ? ", column " + e.column() : "";
            return rows.malformed(row, lines.line(), "is not well-formed JSON" + place);
        } catch (TooLarge e) {
            return rows.malformed(
                    row, lines.line(), "is nested too deeply, or has a numeral or key too long");
        }
    }
}
