package io.tabularium.adapter.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;

import io.tabularium.adapter.json.JsonWriter;
import io.tabularium.adapter.representation.ScalarText;
import io.tabularium.domain.query.Field;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.TemporalText;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Records as CSV (RFC 4180, with {@code \n} for its line breaks, as most tools write it): a header,
 * then for each record its metadata and the properties shown. Null is an empty cell, empty text an
 * empty cell in quotes, and nested values are JSON.
 */
final class CsvLines implements RecordLines {

    private final CsvWriter writer;
    private final Projection projection;

    CsvLines(OutputStream out, Projection projection) {
        this.writer =
                CsvWriter.builder()
                        .quoteStrategy(QuoteStrategies.EMPTY)
                        .lineDelimiter(LineDelimiter.LF)
                        .build(out);
        this.projection = projection;
        writer.writeRecord(header());
    }

    @Override
    public void write(DataRecord record) {
        List<@Nullable String> cells = new ArrayList<>();
        cells.add(record.id().toString());
        cells.add(Long.toString(record.version()));
        cells.add(TemporalText.format(record.createdAt()));
        cells.add(TemporalText.format(record.updatedAt()));
        for (Property property : projection.properties()) {
            cells.add(cell(property, record.data().get(property)));
        }
        writer.writeRecord(cells);
    }

    @Override
    public void flush() {
        try {
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> header() {
        List<String> names = new ArrayList<>();
        for (Field field : Field.Metadata.values()) {
            names.add(field.reference());
        }
        for (Property property : projection.properties()) {
            names.add(property.name().value());
        }
        return names;
    }

    private static @Nullable String cell(Property property, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        return property.type().isScalar() ? ScalarText.of(value) : JsonWriter.toText(value);
    }
}
