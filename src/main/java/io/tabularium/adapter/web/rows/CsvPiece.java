package io.tabularium.adapter.web.rows;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.adapter.web.rows.CsvPieces.Header;
import io.tabularium.domain.TabulariumException.MalformedRequest;
import io.tabularium.domain.TabulariumException.TooLarge;
import io.tabularium.domain.record.BulkRow;
import io.tabularium.domain.record.RecordDraft;
import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.Property;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Records of CSV. An empty cell is null, a quoted empty one the empty text; others are read by the
 * property's type, objects and arrays as JSON. A record of the wrong number of cells, of broken
 * quoting or not in UTF-8 is a verdict on that row alone.
 */
final class CsvPiece implements Piece {

    private final Header header;
    private final JsonReader json;
    private final List<CsvRecord> records;
    private final long lines;
    private int judged;

    /**
     * @param records with their lines counted from the beginning of the piece
     */
    CsvPiece(Header header, JsonReader json, List<CsvRecord> records, long lines) {
        this.header = header;
        this.json = json;
        this.records = records;
        this.lines = lines;
    }

    @Override
    public int size() {
        return records.stream().mapToInt(csv -> csv.cells().size()).sum();
    }

    @Override
    public int room() {
        return records.stream().mapToInt(CsvRecord::room).sum();
    }

    @Override
    public Verdicts judge() {
        Part part = new Part(header.schema());
        Rows rows = new Rows();
        while (!part.isFull() && judged < records.size()) {
            part.add(judge(part.size(), records.get(judged), rows));
            judged++;
        }
        boolean last = judged == records.size();
        return new Verdicts(part.rows(), last ? lines : 0, last);
    }

    private BulkRow judge(long row, CsvRecord csv, Rows rows) {
        if (csv.broken()) {
            return rows.malformed(
                    row,
                    csv.line(),
                    "has a quote that is not closed, or text behind a closing one");
        }
        int width = header.columns().size();
        if (csv.width() != width) {
            String message = "has " + csv.width() + " cells, and the header row " + width;
            return rows.malformed(row, csv.line(), message);
        }
        RecordDraft draft = new RecordDraft(header.schema());
        for (int cell = 0; cell < width; cell++) {
            String text = csv.cells().text(cell);
            if (text == null) {
                return rows.malformed(row, csv.line(), "is not in UTF-8");
            }
            boolean isNull = text.isEmpty() && !csv.cells().isQuoted(cell);
            Property property = header.columns().get(cell);
            draft.put(property, isNull ? null : value(property, text));
        }
        return rows.of(row, csv.line(), draft);
    }

    private @Nullable Object value(Property property, String text) {
        boolean nested = property.type() == BasicType.OBJECT || property.type() == BasicType.ARRAY;
        if (!nested) {
            return property.type().fromText(text);
        }
        try {
            return json.read(text);
        } catch (MalformedRequest | TooLarge e) {
            // Text that is no JSON remains text, which is neither object nor array.
            return text;
        }
    }
}
