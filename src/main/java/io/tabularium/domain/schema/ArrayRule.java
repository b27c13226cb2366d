package io.tabularium.domain.schema;

import io.tabularium.domain.Pointer;
import io.tabularium.domain.Violations;
import io.tabularium.domain.json.Json;
import io.tabularium.domain.json.JsonOrder;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;

/** Rules about arrays (JSON Schema Validation, section 6.4; Core, section 10.3.1). */
public sealed interface ArrayRule extends Rule {

    void checkArray(List<?> array, Pointer at, Violations violations);

    @Override
    default void check(@Nullable Object value, Pointer at, Violations violations) {
        if (value instanceof List<?> array) {
            checkArray(array, at, violations);
        }
    }

    /** {@code minItems}. */
    record MinItems(long limit) implements ArrayRule {
        @Override
        public void checkArray(List<?> array, Pointer at, Violations violations) {
            if (array.size() < limit) {
                violations.add(at, "minItems", "must have at least " + limit + " items");
            }
        }
    }

    /** {@code maxItems}. */
    record MaxItems(long limit) implements ArrayRule {
        @Override
        public void checkArray(List<?> array, Pointer at, Violations violations) {
            if (array.size() > limit) {
                violations.add(at, "maxItems", "must have at most " + limit + " items");
            }
        }
    }

    /** {@code uniqueItems: true}; sorts, because a client may choose values of equal hash codes. */
    record UniqueItems() implements ArrayRule {
        @Override
        public void checkArray(List<?> array, Pointer at, Violations violations) {
            @Nullable Object[] items = array.toArray();
            Arrays.setAll(items, i -> Json.comparable(items[i]));
            Arrays.sort(items, JsonOrder.INSTANCE);
            for (int i = 1; i < items.length; i++) {
                if (JsonOrder.INSTANCE.compare(items[i - 1], items[i]) == 0) {
                    violations.add(at, "uniqueItems", "must not have two equal items");
                    return;
                }
            }
        }
    }

    /** {@code items}. */
    record Items(ValueSchema schema) implements ArrayRule {
        @Override
        public void checkArray(List<?> array, Pointer at, Violations violations) {
            int index = 0;
            for (Object item : array) {
                schema.check(item, at.child(index++), violations);
            }
        }
    }
}
