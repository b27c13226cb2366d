package io.tabularium.adapter.representation;

import io.tabularium.adapter.json.JsonWriter;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.record.DataRecord;

import tools.jackson.core.JsonGenerator;

import java.io.ByteArrayOutputStream;

/** Records as JSON, each on a line that ends in {@code \n}. */
final class NdjsonLines implements RecordLines {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final JsonGenerator generator = JsonWriter.to(out);
    private final Projection projection;

    NdjsonLines(Projection projection) {
        this.projection = projection;
    }

    @Override
    public byte[] header() {
        return new byte[0];
    }

    @Override
    public byte[] line(DataRecord record) {
        out.reset();
        RecordJson.write(generator, record, projection);
        generator.writeRaw('\n');
        generator.flush();
        return out.toByteArray();
    }
}
