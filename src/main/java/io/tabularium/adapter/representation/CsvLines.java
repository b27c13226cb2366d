package io.tabularium.adapter.representation;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;

import io.tabularium.adapter.json.JsonWriter;
import io.tabularium.adapter.json.StoredJson;
import io.tabularium.domain.query.Field;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.format.TemporalText;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Records as CSV (RFC 4180, with {@code \n} for its line breaks, as most tools write it): a header,
 * then for each record its metadata and the properties shown. Null is an empty cell, empty text an
 * empty cell in quotes, and nested values are JSON.
 */
final class CsvLines implements RecordLines {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final CsvWriter writer =
            CsvWriter.builder()
                    .quoteStrategy(QuoteStrategies.EMPTY)
                    .lineDelimiter(LineDelimiter.LF)
                    .build(out);
    private final Projection projection;

    CsvLines(Projection projection) {
        this.projection = projection;
    }

    @Override
    public byte[] header() {
        List<@Nullable String> names = new ArrayList<>();
        for (Field field : Field.Metadata.values()) {
            names.add(field.reference());
        }
        for (Property property : projection.properties()) {
            names.add(property.name().value());
        }
        return line(names);
    }

    @Override
    public byte[] line(DataRecord record) {
        List<@Nullable String> cells = new ArrayList<>();
        cells.add(record.id().toString());
        cells.add(Long.toString(record.version()));
        cells.add(TemporalText.format(record.createdAt()));
        cells.add(TemporalText.format(record.updatedAt()));
        for (Property property : projection.properties()) {
            cells.add(cell(property, record.data().get(property)));
        }
        return line(cells);
    }

    private byte[] line(List<@Nullable String> cells) {
        out.reset();
        writer.writeRecord(cells);
        try {
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static @Nullable String cell(Property property, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof StoredJson json) {
            return json.text();
        }
        return property.type().isScalar() ? ScalarText.of(value) : JsonWriter.toText(value);
    }
}
