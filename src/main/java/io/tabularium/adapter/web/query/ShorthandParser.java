package io.tabularium.adapter.web.query;

import io.tabularium.adapter.web.query.QueryString.Parameter;
import io.tabularium.domain.Pointer;
import io.tabularium.domain.TabulariumException.InvalidQuery;
import io.tabularium.domain.query.Field;
import io.tabularium.domain.query.Filter;
import io.tabularium.domain.schema.BasicType;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/**
 * Reads conditions as PostgREST writes them: {@code field=operator.value}, {@code
 * field=not.operator.value}.
 */
final class ShorthandParser {

    private static final String NOT = "not.";

    private final QueryScope scope;

    ShorthandParser(QueryScope scope) {
        this.scope = scope;
    }

    /**
     * The condition that the parameter means.
     *
     * @throws InvalidQuery naming the parameter
     */
    Filter parse(Parameter parameter) {
        Pointer at = Pointer.ROOT.child(parameter.name());
        Field field = scope.field(parameter.name(), at);
        scope.countCondition(at);
        String text = parameter.value();
        return text.startsWith(NOT)
                ? new Filter.Not(condition(field, text.substring(NOT.length()), parameter))
                : condition(field, text, parameter);
    }

    private static Filter condition(Field field, String text, Parameter parameter) {
        int dot = text.indexOf('.');
        String name = dot < 0 ? text : text.substring(0, dot);
        @Nullable String value = dot < 0 ? null : text.substring(dot + 1);
        if (name.equals("is")) {
            return is(field, value, parameter);
        }
        Operator operator = operator(name, parameter);
        if (operator.takesValue() != (value != null)) {
            throw parameter.refused(
                    "'%s' takes %s value."
                            .formatted(operator.text(), operator.takesValue() ? "a" : "no"));
        }
        Pointer at = Pointer.ROOT.child(parameter.name());
        return operator.apply(new Operand(field, json(field, operator, value, parameter), at, at));
    }

    private static Filter is(Field field, @Nullable String value, Parameter parameter) {
        return switch (value) {
            case "null" -> new Filter.IsNull(field);
            case "not_null" -> new Filter.Not(new Filter.IsNull(field));
            case "true" -> isTruth(field, true, parameter);
            case "false" -> isTruth(field, false, parameter);
            case null, default ->
                    throw parameter.refused("'is' takes null, not_null, true or false.");
        };
    }

    /** Unlike {@code eq}, this is never unknown: its negation matches null too. */
    private static Filter isTruth(Field field, boolean truth, Parameter parameter) {
        if (field.type() != BasicType.BOOLEAN) {
            throw parameter.refused(
                    "'%s' is no boolean, which 'is.%s' is for."
                            .formatted(field.reference(), truth));
        }
        return new Filter.And(
                List.of(
                        new Filter.Not(new Filter.IsNull(field)),
                        new Filter.Comparison(field, Filter.Comparator.EQ, truth)));
    }

    private static Operator operator(String name, Parameter parameter) {
        return (name.equals("neq") ? Optional.of(Operator.NE) : Operator.named(name))
                .orElseThrow(
                        () ->
                                parameter.refused(
                                        "A condition is written operator.value; operators are "
                                                + Operator.names()
                                                + "."));
    }

    private static @Nullable Object json(
            Field field, Operator operator, @Nullable String value, Parameter parameter) {
        if (value == null) {
            return null;
        }
        if (!operator.takesList()) {
            return field.type().fromText(value);
        }
        return ShorthandList.parse(value)
                .orElseThrow(
                        () ->
                                parameter.refused(
                                        "'%s' takes a list such as (1,2) or (\"a,b\",c)."
                                                .formatted(operator.text())))
                .stream()
                .map(field.type()::fromText)
                .toList();
    }
}
