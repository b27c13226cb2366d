package io.tabularium.adapter.representation;

import io.tabularium.adapter.json.JsonBytes;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.record.DataRecord;

/** Records as JSON, each on a line that ends in {@code \n}. */
final class NdjsonLines implements RecordLines {

    private final JsonBytes out = new JsonBytes();
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
        out.clear();
        RecordJson.write(out, record, projection);
        return out.raw('\n').toByteArray();
    }
}
