package io.tabularium.contract;

import io.tabularium.domain.Pointer;
import io.tabularium.domain.Violations;
import io.tabularium.domain.query.Field;
import io.tabularium.domain.record.DataRecord;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Map;
import java.util.UUID;

/** The values of fields, and how two of one field compare. */
final class FieldValue {

    private FieldValue() {}

    /** The typed value of a record's field, or null. */
    static @Nullable Object of(DataRecord record, Field field) {
        return switch (field) {
            case Field.Metadata metadata ->
                    switch (metadata) {
                        case ID -> record.id().value();
                        case VERSION -> record.version();
                        case CREATED_AT -> record.createdAt();
                        case UPDATED_AT -> record.updatedAt();
                    };
            case Field.Declared declared -> record.data().get(declared.property());
            case Field.Nested nested -> nestedValue(record, nested);
        };
    }

    private static @Nullable Object nestedValue(DataRecord record, Field.Nested field) {
        @Nullable Object json = record.data().get(field.property());
        for (String member : field.path()) {
            json = json instanceof Map<?, ?> object ? object.get(member) : null;
        }
        return json == null ? null : field.type().read(json, Pointer.ROOT, new Violations());
    }

    /**
     * Compares two values of one scalar type: text and UUIDs as unsigned bytes, zeros of either
     * sign as equal, all else naturally.
     */
    static int compare(Object left, Object right) {
        return switch (left) {
            case String text -> compareCodePoints(text, (String) right);
            case UUID uuid -> uuid.toString().compareTo(right.toString());
            case Double number -> compareNumbers(number, (Double) right);
            default -> compareNaturally(left, right);
        };
    }

    private static int compareCodePoints(String left, String right) {
        int[] first = left.codePoints().toArray();
        int[] second = right.codePoints().toArray();
        return Arrays.compare(first, second);
    }

    private static int compareNumbers(double left, double right) {
        return left == right ? 0 : Double.compare(left, right);
    }

    @SuppressWarnings("unchecked")
    private static int compareNaturally(Object left, Object right) {
        return ((Comparable<Object>) left).compareTo(right);
    }
}
