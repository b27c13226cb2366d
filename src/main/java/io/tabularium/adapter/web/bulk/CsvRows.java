package io.tabularium.adapter.web.bulk;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.domain.Quoted;
import io.tabularium.domain.TabulariumException.MalformedRequest;
import io.tabularium.domain.TabulariumException.TooLarge;
import io.tabularium.domain.record.BulkRow;
import io.tabularium.domain.record.RecordDraft;
import io.tabularium.domain.record.RecordSource;
import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.Schema;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * CSV with a header row that names properties. An empty cell is null, a quoted empty one the empty
 * text; others are read by the property's type, objects and arrays as JSON. A record of the wrong
 * number of cells, of broken quoting or not in UTF-8 is a verdict on that row alone.
 */
public final class CsvRows implements RecordSource {

    private static final char REPLACEMENT = '\uFFFD';

    private final Schema schema;
    private final JsonReader json;
    private final CsvReader records;
    private final List<Property> columns;
    private long index;

    /**
     * Reads the header row.
     *
     * @param maxRecordBytes a larger record ends the load as too large
     * @throws MalformedRequest if there is no header row, or a name in it is no property or there
     *     twice
     */
    public CsvRows(Schema schema, JsonReader json, InputStream in, int maxRecordBytes) {
        this.schema = schema;
        this.json = json;
        this.records = new CsvReader(in, maxRecordBytes, schema.properties().size() + 1);
        this.columns = readHeader();
    }

    @Override
    public @Nullable BulkRow next() {
        return advance() ? read(index++) : null;
    }

    private List<Property> readHeader() {
        if (!advance()) {
            throw new MalformedRequest("The CSV has no header row.");
        }
        if (records.isBroken()) {
            throw headerFault("has broken quoting");
        }
        List<Property> header = new ArrayList<>();
        for (int cell = 0; cell < Math.min(records.cells(), records.maxCells()); cell++) {
            String name = headerName(cell);
            Property property =
                    schema.property(name)
                            .orElseThrow(
                                    () ->
                                            headerFault(
                                                    "names "
                                                            + Quoted.of(name)
                                                            + ", which is no property"));
            if (header.contains(property)) {
                throw headerFault("names " + Quoted.of(name) + " twice");
            }
            header.add(property);
        }
        return List.copyOf(header);
    }

    private String headerName(int cell) {
        String name = text(cell);
        if (name == null) {
            throw headerFault("is not in UTF-8");
        }
        if (name.isEmpty()) {
            throw headerFault("has an empty name in column " + (cell + 1));
        }
        return name;
    }

    private MalformedRequest headerFault(String fault) {
        return new MalformedRequest("The header row " + fault + ".");
    }

    private boolean advance() {
        try {
            return records.next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BulkRow read(long row) {
        if (records.isBroken()) {
            return malformed(row, "has a quote that is not closed, or text behind a closing one");
        }
        if (records.cells() != columns.size()) {
            return malformed(
                    row, "has " + records.cells() + " cells, and the header row " + columns.size());
        }
        RecordDraft draft = new RecordDraft(schema);
        for (int cell = 0; cell < columns.size(); cell++) {
            String text = text(cell);
            if (text == null) {
                return malformed(row, "is not in UTF-8");
            }
            boolean isNull = text.isEmpty() && !records.isQuoted(cell);
            Property property = columns.get(cell);
            draft.put(property, isNull ? null : value(property, text));
        }
        return Rows.of(row, records.line(), draft);
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

    private BulkRow malformed(long row, String message) {
        return Rows.malformed(row, records.line(), message);
    }

    /** The text of the cell, or null where it is not UTF-8. */
    private @Nullable String text(int cell) {
        int start = records.start(cell);
        int length = records.end(cell) - start;
        String text = new String(records.text(), start, length, StandardCharsets.UTF_8);
        // What is not UTF-8 decodes to the replacement character, which may also be meant.
        boolean suspect = text.indexOf(REPLACEMENT) >= 0;
        return suspect && !isUtf8(records.text(), start, length) ? null : text;
    }

    private static boolean isUtf8(byte[] bytes, int start, int length) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, length));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
