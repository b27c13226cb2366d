package io.tabularium.crash;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of a stored record.
 *
 * @param id null as long as nobody has told it, as after a bulk load
 * @param data without nulls, numbers in one form, so that states can be compared
 * @param created null as long as nobody has told it
 * @param updated null as long as nobody has told it
 */
record RecordState(
        @Nullable String id,
        long version,
        Map<String, Object> data,
        @Nullable Instant created,
        @Nullable Instant updated) {

    RecordState {
        data = canonical(data);
    }

    /** A record that is new. */
    static RecordState first(@Nullable String id, Map<String, ?> data) {
        return new RecordState(id, 1, canonical(data), null, null);
    }

    /** A record as the API tells it. */
    @SuppressWarnings("unchecked") // a JSON object's keys are strings
    static RecordState of(Map<?, ?> json) {
        return new RecordState(
                (String) json.get("id"),
                ((Number) json.get("version")).longValue(),
                canonical((Map<String, ?>) json.get("data")),
                Instant.parse((String) json.get("created_at")),
                Instant.parse((String) json.get("updated_at")));
    }

    /** The next version of it. */
    RecordState changed(Map<String, ?> newData) {
        return new RecordState(id, version + 1, canonical(newData), created, null);
    }

    /** Whether the record that was found is this one, in this state. */
    boolean isMetBy(RecordState found) {
        return version == found.version
                && data.equals(found.data)
                && agree(id, found.id)
                && agree(created, found.created)
                && agree(updated, found.updated);
    }

    private static boolean agree(@Nullable Object known, @Nullable Object found) {
        return known == null || known.equals(found);
    }

    private static Map<String, Object> canonical(Map<String, ?> data) {
        Map<String, Object> canonical = new TreeMap<>();
        data.forEach(
                (name, value) -> {
                    if (value instanceof Number number) {
                        canonical.put(name, new BigDecimal(number.toString()).stripTrailingZeros());
                    } else if (value != null) {
                        canonical.put(name, value);
                    }
                });
        return Collections.unmodifiableMap(canonical);
    }
}
