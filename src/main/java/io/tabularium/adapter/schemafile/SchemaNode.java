package io.tabularium.adapter.schemafile;

import io.tabularium.domain.Pointer;
import io.tabularium.domain.Violation;
import io.tabularium.domain.Violations;
import io.tabularium.domain.json.Json;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An object of a schema file at its place. Its readers give a keyword's value, or empty where it is
 * absent or, with a fault added, not what the keyword takes.
 */
final class SchemaNode {

    private final Map<?, ?> members;
    private final Pointer at;
    private final Faults faults;

    SchemaNode(Map<?, ?> members, Pointer at, Faults faults) {
        this.members = members;
        this.at = at;
        this.faults = faults;
    }

    Pointer at() {
        return at;
    }

    Pointer at(String keyword) {
        return at.child(keyword);
    }

    /** The keywords, in the order of the file. */
    List<String> keywords() {
        return members.keySet().stream().map(String.class::cast).toList();
    }

    boolean has(String keyword) {
        return members.containsKey(keyword);
    }

    @Nullable Object get(String keyword) {
        return members.get(keyword);
    }

    /** A fault of that keyword, which need not be there. */
    void fault(String keyword, String message) {
        faults.add(has(keyword) ? at(keyword) : at, keyword, message);
    }

    /** A fault of a part of that keyword's value. */
    void fault(Pointer place, String keyword, String message) {
        faults.add(place, keyword, message);
    }

    Optional<String> text(String keyword) {
        if (!has(keyword)) {
            return Optional.empty();
        }
        if (get(keyword) instanceof String text && Json.isUnicode(text)) {
            return Optional.of(text);
        }
        fault(keyword, "must be a string");
        return Optional.empty();
    }

    /** True where the keyword is there and true. */
    boolean flag(String keyword) {
        if (has(keyword) && !(get(keyword) instanceof Boolean)) {
            fault(keyword, "must be true or false");
        }
        return Boolean.TRUE.equals(get(keyword));
    }

    /** A whole number that is not negative. */
    Optional<Long> count(String keyword) {
        if (!has(keyword)) {
            return Optional.empty();
        }
        @Nullable Long number = Json.toInt64(get(keyword));
        if (number == null || number < 0) {
            fault(keyword, "must be a whole number that is not negative");
            return Optional.empty();
        }
        return Optional.of(number);
    }

    Optional<BigDecimal> number(String keyword) {
        if (!has(keyword)) {
            return Optional.empty();
        }
        @Nullable Object value = get(keyword);
        if (value == null || !Json.isNumber(value)) {
            fault(keyword, "must be a number within the range of a double");
            return Optional.empty();
        }
        return Optional.of(Json.toDecimal(value));
    }

    /** Strings of which none is there twice. */
    List<String> names(String keyword) {
        return has(keyword) ? names(get(keyword), at(keyword), keyword) : List.of();
    }

    /** As {@link #names(String)}, of a part of a keyword's value. */
    List<String> names(@Nullable Object value, Pointer place, String keyword) {
        if (!(value instanceof List<?> list)) {
            fault(place, keyword, "must be an array of names");
            return List.of();
        }
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            if (!(list.get(i) instanceof String name)) {
                fault(place.child(i), keyword, "must hold names only");
            } else if (!seen.add(name)) {
                fault(place.child(i), keyword, "names '" + name + "' twice");
            } else {
                requireStorableName(name, place.child(i), keyword);
                names.add(name);
            }
        }
        return names;
    }

    /** The elements of an array; empty with a fault where it has none. */
    List<?> elements(String keyword) {
        if (get(keyword) instanceof List<?> list && !list.isEmpty()) {
            return list;
        }
        fault(keyword, "must be an array that is not empty");
        return List.of();
    }

    /** The members of an object. */
    Map<?, ?> object(String keyword) {
        if (!has(keyword)) {
            return Map.of();
        }
        if (get(keyword) instanceof Map<?, ?> object) {
            return object;
        }
        fault(keyword, "must be an object");
        return Map.of();
    }

    /** Reports a name that no member of a stored value can have. */
    void requireStorableName(String name, Pointer place, String keyword) {
        Violations violations = new Violations();
        Json.checkText(name, place, violations);
        for (Violation violation : violations.toList()) {
            fault(place, keyword, "has a name that cannot be stored: it " + violation.message());
        }
    }

    /** Reports text and numbers that no stored value can equal. */
    void requireStorable(String keyword) {
        Violations violations = new Violations();
        Json.checkStorable(get(keyword), at(keyword), violations);
        for (Violation violation : violations.toList()) {
            fault(keyword, violation.message() + " (at " + violation.pointer() + ")");
        }
    }
}
