package io.tabularium.domain.record;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON Merge Patch (RFC 7396, section 2) on a member's value. */
final class MergePatch {

    private MergePatch() {}

    /** The patched value; neither argument is changed. */
    static @Nullable Object apply(@Nullable Object target, @Nullable Object patch) {
        if (!(patch instanceof Map<?, ?> changes)) {
            return patch;
        }
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        if (target instanceof Map<?, ?> object) {
            object.forEach((name, member) -> result.put((String) name, member));
        }
        changes.forEach(
                (name, change) -> {
                    if (change == null) {
                        result.remove((String) name);
                    } else {
                        result.put((String) name, apply(result.get((String) name), change));
                    }
                });
        return Collections.unmodifiableMap(result);
    }
}
