package io.tabularium.adapter.duckdb.bulk;

import io.tabularium.domain.record.BulkRow;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.schema.Property;

import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Some rows of a bulk load that one thread makes and another appends. A batch is bounded by the
 * values and characters in it. Used by one thread at a time.
 */
final class RowBatch {

    private static final int FULL = 128 * 1024;

    /** What a value weighs beside its characters. */
    private static final int VALUE = 8;

    private final List<Entry> entries = new ArrayList<>();
    private long weight;

    private record Entry(BulkRow.Valid row, DataRecord created) {}

    void add(BulkRow.Valid row, DataRecord created) {
        entries.add(new Entry(row, created));
        weight += VALUE;
        for (Property property : created.schema().properties()) {
            weigh(created.data().get(property));
        }
    }

    /** Whether another row belongs to another batch. */
    boolean isFull() {
        return weight >= FULL;
    }

    /** Whether there is so much in it that it should be alone in memory. */
    boolean isHuge() {
        return weight >= 2 * FULL;
    }

    int size() {
        return entries.size();
    }

    /** Appends the rows. */
    void append(DuckDBAppender appender, BulkRows.Row columns) throws SQLException {
        for (Entry entry : entries) {
            appender.beginRow();
            columns.append(appender, entry.row(), entry.created());
            appender.endRow();
        }
    }

    private void weigh(@Nullable Object value) {
        weight += VALUE;
        switch (value) {
            case String text -> weight += text.length();
            case List<?> array -> array.forEach(this::weigh);
            case Map<?, ?> object ->
                    object.forEach(
                            (name, member) -> {
                                weigh(name);
                                weigh(member);
                            });
            case null, default -> {
                // A scalar weighs nothing more.
            }
        }
    }
}
