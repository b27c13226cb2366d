package io.tabularium.adapter.web.rows;

import io.tabularium.domain.record.BulkRow;
import io.tabularium.domain.schema.Schema;

import java.util.ArrayList;
import java.util.List;

/** The rows of a piece that are judged at a time, as they are gathered. Used by one thread. */
final class Part {

    /**
     * About so many values and violations are made at a time: rows may hold far more of them than
     * they have bytes.
     */
    static final int MAX_VALUES = 64 * 1024;

    private final int valuesPerRow;
    private final List<BulkRow> rows = new ArrayList<>();
    private int values;

    Part(Schema schema) {
        this.valuesPerRow = Math.max(1, schema.properties().size());
    }

    /** Whether the next row belongs to another part. */
    boolean isFull() {
        return values > MAX_VALUES - valuesPerRow;
    }

    void add(BulkRow row) {
        rows.add(row);
        values += valuesPerRow;
        if (row instanceof BulkRow.Invalid invalid) {
            values += invalid.violations().size();
        }
    }

    int size() {
        return rows.size();
    }

    List<BulkRow> rows() {
        return rows;
    }
}
