package io.tabularium.adapter.web;

import io.tabularium.adapter.json.JsonWriter;
import io.tabularium.adapter.representation.RecordJson;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.record.DataRecord;

import tools.jackson.core.JsonGenerator;

import java.io.OutputStream;

/** Records as JSON, each on a line that ends in {@code \n}. */
final class NdjsonLines implements RecordLines {

    private final JsonGenerator generator;
    private final Projection projection;

    NdjsonLines(OutputStream out, Projection projection) {
        this.generator = JsonWriter.to(out);
        this.projection = projection;
    }

    @Override
    public void write(DataRecord record) {
        RecordJson.write(generator, record, projection);
        generator.writeRaw('\n');
    }

    @Override
    public void flush() {
        generator.flush();
    }
}
