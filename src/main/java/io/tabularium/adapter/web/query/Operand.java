package io.tabularium.adapter.web.query;

import io.tabularium.domain.Pointer;
import io.tabularium.domain.TabulariumException.InvalidQuery;
import io.tabularium.domain.Violation;
import io.tabularium.domain.Violations;
import io.tabularium.domain.query.Field;
import io.tabularium.domain.query.Filter;
import io.tabularium.domain.schema.BasicType;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * What an operator is applied to.
 *
 * @param json the value, as JSON; null where none was given
 * @param operatorAt where the operator stands
 * @param valueAt where the value stands
 */
record Operand(Field field, @Nullable Object json, Pointer operatorAt, Pointer valueAt) {

    Filter comparison(Filter.Comparator comparator) {
        requireScalar();
        return new Filter.Comparison(field, comparator, typed(json, valueAt));
    }

    Filter membership() {
        requireScalar();
        return new Filter.Membership(field, typedList());
    }

    Filter between() {
        requireScalar();
        List<Object> bounds = typedList();
        if (bounds.size() != 2) {
            throw refused(valueAt, "'between' takes two values, the lower and the upper bound.");
        }
        return new Filter.Between(field, bounds.get(0), bounds.get(1));
    }

    Filter pattern(Filter.Match match) {
        Filter.TextMatch text = text(match);
        int escapes = 0;
        while (escapes < text.text().length()
                && text.text().charAt(text.text().length() - 1 - escapes) == '\\') {
            escapes++;
        }
        if (escapes % 2 == 1) {
            throw refused(valueAt, "The pattern ends in a '\\' that escapes nothing.");
        }
        return text;
    }

    Filter.TextMatch text(Filter.Match match) {
        if (field.type() != BasicType.TEXT) {
            throw refused(
                    operatorAt,
                    "'%s' is no text, which this operator is for.".formatted(field.reference()));
        }
        return new Filter.TextMatch(field, match, (String) typed(json, valueAt));
    }

    Filter isNull() {
        if (json != null && !json.equals(true)) {
            throw refused(valueAt, "This operator takes no value.");
        }
        return new Filter.IsNull(field);
    }

    private void requireScalar() {
        if (!field.type().isScalar()) {
            throw refused(
                    operatorAt,
                    "'%s' is %s, which can only be tested for null."
                            .formatted(field.reference(), field.type().label()));
        }
    }

    private List<Object> typedList() {
        if (!(json instanceof List<?> list)) {
            throw refused(valueAt, "This operator takes a list of values.");
        }
        if (list.size() > QueryLimits.MAX_LIST_LENGTH) {
            throw refused(
                    valueAt, "A list has at most " + QueryLimits.MAX_LIST_LENGTH + " values.");
        }
        List<Object> values = new ArrayList<>(list.size());
        for (Object item : list) {
            values.add(typed(item, valueAt.child(values.size())));
        }
        return values;
    }

    private Object typed(@Nullable Object value, Pointer at) {
        if (value == null) {
            throw refused(at, "Nothing compares with null; use is_null or is_not_null.");
        }
        Violations violations = new Violations();
        Object typed = field.type().read(value, at, violations);
        if (typed == null) {
            Violation violation = violations.toList().getFirst();
            throw refused(
                    at, "A value for '%s' %s.".formatted(field.reference(), violation.message()));
        }
        return typed;
    }

    private static InvalidQuery refused(Pointer at, String detail) {
        return new InvalidQuery(at.toString(), detail);
    }
}
