package io.tabularium.domain.query;

import java.util.List;

/**
 * A condition on a record, in three-valued logic as SQL has it: a condition on null is unknown, the
 * negation of unknown is unknown, and only what is true matches. Values are typed values of the
 * field's type, never null.
 */
public sealed interface Filter {

    /** Matches every record. */
    Filter ALL = new And(List.of());

    /** True if all are true; without any, true. */
    record And(List<Filter> conditions) implements Filter {
        public And {
            conditions = List.copyOf(conditions);
        }
    }

    /** True if one is true; without any, false. */
    record Or(List<Filter> conditions) implements Filter {
        public Or {
            conditions = List.copyOf(conditions);
        }
    }

    /** True if the condition is false. */
    record Not(Filter condition) implements Filter {}

    /** How a field compares with a value. */
    enum Comparator {
        EQ,
        NE,
        GT,
        GTE,
        LT,
        LTE
    }

    /** Compares a scalar field with a value. */
    record Comparison(Field field, Comparator comparator, Object value) implements Filter {}

    /** True if the field equals one of the values; without any, false unless the field is null. */
    record Membership(Field field, List<Object> values) implements Filter {
        public Membership {
            values = List.copyOf(values);
        }
    }

    /** True if the field is within the bounds, both inclusive. */
    record Between(Field field, Object low, Object high) implements Filter {}

    /** How text is matched. */
    enum Match {
        /** {@code %} any text, {@code _} any one character, {@code \} escapes; case-sensitive. */
        LIKE,
        /** As {@link #LIKE}, without regard to case. */
        ILIKE,
        /** The text stands somewhere in the value, literally; case-sensitive. */
        CONTAINS,
        /** The value begins with the text, literally; case-sensitive. */
        STARTS_WITH
    }

    /** Matches a text field. */
    record TextMatch(Field field, Match match, String text) implements Filter {}

    /** True if the field is null, else false; never unknown. */
    record IsNull(Field field) implements Filter {}
}
