package io.tabularium.adapter.web.bulk;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.adapter.web.body.DraftReader;
import io.tabularium.domain.TabulariumException.InvalidRecord;
import io.tabularium.domain.TabulariumException.MalformedRequest;
import io.tabularium.domain.TabulariumException.TooLarge;
import io.tabularium.domain.record.BulkRow;
import io.tabularium.domain.record.RecordDraft;
import io.tabularium.domain.record.RecordSource;
import io.tabularium.domain.schema.Schema;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A JSON object on each line; blank lines do not count as rows. A line that is not JSON is a
 * verdict on that row alone.
 */
public final class NdjsonRows implements RecordSource {

    private final Schema schema;
    private final JsonReader json;
    private final LineReader lines;
    private long index;

    /**
     * @param maxLineBytes a longer line ends the load as too large
     */
    public NdjsonRows(Schema schema, JsonReader json, InputStream in, int maxLineBytes) {
        this.schema = schema;
        this.json = json;
        this.lines = new LineReader(in, maxLineBytes);
    }

    @Override
    public @Nullable BulkRow next() {
        try {
            return lines.next() ? read(index++) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BulkRow read(long row) {
        try {
            RecordDraft draft =
                    json.parse(
                            lines.buffer(),
                            lines.offset(),
                            lines.length(),
                            parser -> DraftReader.readWhole(parser, schema));
            return Rows.of(row, lines.line(), draft);
        } catch (InvalidRecord e) {
            return new BulkRow.Invalid(row, lines.line(), e.violations());
        } catch (MalformedRequest e) {
            String place = e.column() > 0 ? ", column " + e.column() : "";
            return Rows.malformed(row, lines.line(), "is not well-formed JSON" + place);
        } catch (TooLarge e) {
            return Rows.malformed(
                    row, lines.line(), "is nested too deeply, or has a numeral or key too long");
        }
    }
}
