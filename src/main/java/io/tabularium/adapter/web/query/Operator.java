package io.tabularium.adapter.web.query;

import io.tabularium.domain.query.Filter;
import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.PropertyType;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The operators of conditions, in JSON and in shorthand, by the names that the API gives them. */
public enum Operator {
    EQ,
    NE,
    GT,
    GTE,
    LT,
    LTE,
    IN,
    NOT_IN,
    BETWEEN,
    LIKE,
    ILIKE,
    CONTAINS,
    STARTS_WITH,
    IS_NULL,
    IS_NOT_NULL;

    private static final Map<String, Operator> BY_NAME =
            Arrays.stream(values())
                    .collect(Collectors.toUnmodifiableMap(Operator::text, Function.identity()));

    static Optional<Operator> named(String text) {
        return Optional.ofNullable(BY_NAME.get(text));
    }

    /** All names, for messages. */
    static String names() {
        return Arrays.stream(values()).map(Operator::text).collect(Collectors.joining(", "));
    }

    /** The name in the API. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean takesValue() {
        return this != IS_NULL && this != IS_NOT_NULL;
    }

    public boolean takesList() {
        return this == IN || this == NOT_IN || this == BETWEEN;
    }

    /** Whether fields of that type can have a condition with this operator. */
    public boolean appliesTo(PropertyType type) {
        return switch (this) {
            case EQ, NE, GT, GTE, LT, LTE, IN, NOT_IN, BETWEEN -> type.isScalar();
            case LIKE, ILIKE, CONTAINS, STARTS_WITH -> type == BasicType.TEXT;
            case IS_NULL, IS_NOT_NULL -> true;
        };
    }

    /**
     * The condition that the operator makes of its operand.
     *
     * @throws io.tabularium.domain.TabulariumException.InvalidQuery if they do not go together
     */
    Filter apply(Operand operand) {
        return switch (this) {
            case EQ -> operand.comparison(Filter.Comparator.EQ);
            case NE -> operand.comparison(Filter.Comparator.NE);
            case GT -> operand.comparison(Filter.Comparator.GT);
            case GTE -> operand.comparison(Filter.Comparator.GTE);
            case LT -> operand.comparison(Filter.Comparator.LT);
            case LTE -> operand.comparison(Filter.Comparator.LTE);
            case IN -> operand.membership();
            case NOT_IN -> new Filter.Not(operand.membership());
            case BETWEEN -> operand.between();
            case LIKE -> operand.pattern(Filter.Match.LIKE);
            case ILIKE -> operand.pattern(Filter.Match.ILIKE);
            case CONTAINS -> operand.text(Filter.Match.CONTAINS);
            case STARTS_WITH -> operand.text(Filter.Match.STARTS_WITH);
            case IS_NULL -> operand.isNull();
            case IS_NOT_NULL -> new Filter.Not(operand.isNull());
        };
    }
}
