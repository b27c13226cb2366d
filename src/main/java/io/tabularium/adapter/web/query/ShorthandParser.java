package io.tabularium.adapter.web.query;

import io.tabularium.adapter.web.query.QueryString.Parameter;
import io.tabularium.domain.Pointer;
import io.tabularium.domain.TabulariumException.InvalidQuery;
import io.tabularium.domain.query.Field;
import io.tabularium.domain.query.Filter;

import org.jspecify.annotations.Nullable;

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
        Operator operator = operator(name, value, parameter);
        if (operator.takesValue() != (value != null && !name.equals("is"))) {
            throw parameter.refused(
                    "'%s' takes %s value."
                            .formatted(operator.text(), operator.takesValue() ? "a" : "no"));
        }
        Pointer at = Pointer.ROOT.child(parameter.name());
        return operator.apply(new Operand(field, json(field, operator, value, parameter), at, at));
    }

    private static Operator operator(String name, @Nullable String value, Parameter parameter) {
        return switch (name) {
            case "neq" -> Operator.NE;
            case "is" -> {
                if (!"null".equals(value)) {
                    throw parameter.refused("'is' takes null.");
                }
                yield Operator.IS_NULL;
            }
            default ->
                    Operator.named(name)
                            .orElseThrow(
                                    () ->
                                            parameter.refused(
                                                    "A condition is written operator.value;"
                                                            + " operators are "
                                                            + Operator.names()
                                                            + "."));
        };
    }

    private static @Nullable Object json(
            Field field, Operator operator, @Nullable String value, Parameter parameter) {
        if (value == null || !operator.takesValue()) {
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
