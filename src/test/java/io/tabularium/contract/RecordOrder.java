package io.tabularium.contract;

import io.tabularium.domain.query.Cursor;
import io.tabularium.domain.query.SortOrder;
import io.tabularium.domain.record.DataRecord;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The total order of a query's answer: its criteria, then the order of creation. */
final class RecordOrder implements Comparator<DataRecord> {

    private final List<SortOrder> criteria;

    RecordOrder(List<SortOrder> criteria) {
        this.criteria = criteria;
    }

    @Override
    public int compare(DataRecord left, DataRecord right) {
        return compare(position(left), position(right));
    }

    boolean isBehind(DataRecord record, Cursor cursor) {
        return compare(position(record), cursor) > 0;
    }

    /** The position just behind the record. */
    Cursor position(DataRecord record) {
        List<@Nullable Object> keys = new ArrayList<>();
        for (SortOrder criterion : criteria) {
            keys.add(FieldValue.of(record, criterion.field()));
        }
        return new Cursor(keys, record.sequence());
    }

    private int compare(Cursor left, Cursor right) {
        for (int i = 0; i < criteria.size(); i++) {
            int sign = compare(left.keys().get(i), right.keys().get(i), criteria.get(i));
            if (sign != 0) {
                return sign;
            }
        }
        return Long.compare(left.sequence(), right.sequence());
    }

    private static int compare(@Nullable Object left, @Nullable Object right, SortOrder criterion) {
        if (left == null || right == null) {
            return Boolean.compare(left == null, right == null);
        }
        int sign = FieldValue.compare(left, right);
        return switch (criterion.direction()) {
            case ASCENDING -> sign;
            case DESCENDING -> -sign;
        };
    }
}
