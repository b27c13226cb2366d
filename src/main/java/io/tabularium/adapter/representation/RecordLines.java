package io.tabularium.adapter.representation;

import io.tabularium.domain.query.Projection;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordFormat;
import io.tabularium.domain.schema.Schema;

/** Makes the lines of one stream, one after the other. Used by one thread. */
public sealed interface RecordLines permits NdjsonLines, CsvLines {

    /** Makes lines of records with the properties that the projection shows. */
    static RecordLines of(RecordFormat format, Schema schema, Projection projection) {
        return switch (format) {
            case NDJSON -> new NdjsonLines(schema, projection);
            case CSV -> new CsvLines(projection);
        };
    }

    /** What stands before the first line: the names of the cells, or nothing. */
    static byte[] header(RecordFormat format, Schema schema, Projection projection) {
        return of(format, schema, projection).header();
    }

    /** What stands before the first line. */
    byte[] header();

    /** The record's line, with its end. */
    byte[] line(DataRecord record);
}
