package io.tabularium.adapter.representation;

import io.tabularium.adapter.json.JsonBytes;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.schema.Schema;

/** Records as JSON, each on a line that ends in {@code \n}. */
final class NdjsonLines implements RecordLines {

    private final JsonBytes out = new JsonBytes();
    private final RecordEncoder encoder;

    NdjsonLines(Schema schema, Projection projection) {
        this.encoder = new RecordEncoder(schema, projection);
    }

    @Override
    public byte[] header() {
        return new byte[0];
    }

    @Override
    public byte[] line(DataRecord record) {
        out.clear();
        encoder.writeAnew(out, record);
        return out.raw('\n').toByteArray();
    }
}
