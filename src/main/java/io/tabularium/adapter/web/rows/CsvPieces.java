package io.tabularium.adapter.web.rows;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.domain.Quoted;
import io.tabularium.domain.TabulariumException.MalformedRequest;
import io.tabularium.domain.TabulariumException.TooLarge;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.Schema;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits CSV with a header row that names properties. Where a record ends depends on all quotes
 * before, so the splitting is done here in one go, and what the cells mean is left to the pieces.
 */
final class CsvPieces implements PieceSource {

    private final JsonReader json;
    private final CsvReader records;
    private final Header header;

    /** The last line of the pieces so far. */
    private long linesBefore;

    /** What the header row says. */
    record Header(Schema schema, List<Property> columns) {}

    /**
     * Reads the header row.
     *
     * @throws MalformedRequest if there is no header row, or a name in it is no property or there
     *     twice
     */
    CsvPieces(Schema schema, JsonReader json, BulkInput input) throws IOException {
        this.json = json;
        this.records = new CsvReader(input, schema.properties().size() + 1);
        this.header = new Header(schema, readHeader(schema));
    }

    /**
     * @throws TooLarge if a record is larger than the limit
     */
    @Override
    public @Nullable Piece next() throws IOException {
        List<CsvRecord> piece = new ArrayList<>();
        int size = 0;
        while (size < PIECE_BYTES && records.next()) {
            CsvRecord next = records.get(linesBefore);
            piece.add(next);
            size += next.cells().size();
        }
        if (piece.isEmpty()) {
            return null;
        }
        long lines = records.linesPassed() - linesBefore;
        linesBefore = records.linesPassed();
        return new CsvPiece(header, json, piece, lines);
    }

    private List<Property> readHeader(Schema schema) throws IOException {
        if (!records.next()) {
            throw new MalformedRequest("The CSV has no header row.");
        }
        CsvRecord names = records.get(0);
        if (names.broken()) {
            throw headerFault("has broken quoting");
        }
        List<Property> columns = new ArrayList<>();
        for (int cell = 0; cell < names.cells().count(); cell++) {
            String name = nameOf(names.cells(), cell);
            Property property =
                    schema.property(name)
                            .orElseThrow(
                                    () ->
                                            headerFault(
                                                    "names "
                                                            + Quoted.of(name)
                                                            + ", which is no property"));
            if (columns.contains(property)) {
                throw headerFault("names " + Quoted.of(name) + " twice");
            }
            columns.add(property);
        }
        return List.copyOf(columns);
    }

    private static String nameOf(CsvCells names, int cell) {
        String name = names.text(cell);
        if (name == null) {
            throw headerFault("is not in UTF-8");
        }
        if (name.isEmpty()) {
            throw headerFault("has an empty name in column " + (cell + 1));
        }
        return name;
    }

    private static MalformedRequest headerFault(String fault) {
        return new MalformedRequest("The header row " + fault + ".");
    }
}
