package io.tabularium.adapter.web.query;

import io.tabularium.domain.query.Field;
import io.tabularium.domain.query.Filter;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Prints filters as the API's clients write them, with nothing but the JDK. */
final class FilterPrinter {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);

    private FilterPrinter() {}

    static String json(Filter filter) {
        return switch (filter) {
            case Filter.And(var all) -> "{\"and\": " + jsonArray(all) + "}";
            case Filter.Or(var any) -> "{\"or\": " + jsonArray(any) + "}";
            case Filter.Not(Filter.Membership(var field, var values)) ->
                    condition(field, "not_in", list(values));
            case Filter.Not(Filter.IsNull(var field)) -> condition(field, "is_not_null", "null");
            case Filter.Not(var negated) -> "{\"not\": " + json(negated) + "}";
            case Filter.Comparison(var field, var comparator, var value) ->
                    condition(field, lower(comparator), value(value));
            case Filter.Membership(var field, var values) -> condition(field, "in", list(values));
            case Filter.Between(var field, var low, var high) ->
                    condition(field, "between", list(List.of(low, high)));
            case Filter.TextMatch(var field, var match, var text) ->
                    condition(field, lower(match), value(text));
            case Filter.IsNull(var field) -> condition(field, "is_null", "true");
        };
    }

    /** A condition, or the negation of one, as a parameter. */
    static String shorthand(Filter filter) {
        return filter instanceof Filter.Not(var negated)
                ? parameter(negated, "not.")
                : parameter(filter, "");
    }

    private static String parameter(Filter condition, String prefix) {
        return switch (condition) {
            case Filter.Comparison(var field, var comparator, var value) ->
                    encoded(field) + "=" + prefix + lower(comparator) + "." + encode(text(value));
            case Filter.Membership(var field, var values) ->
                    encoded(field) + "=" + prefix + "in." + encode(quoted(values));
            case Filter.Between(var field, var low, var high) ->
                    encoded(field) + "=" + prefix + "between." + encode(quoted(List.of(low, high)));
            case Filter.TextMatch(var field, var match, var text) ->
                    encoded(field) + "=" + prefix + lower(match) + "." + encode(text);
            case Filter.IsNull(var field) -> encoded(field) + "=" + prefix + "is.null";
            case Filter.And _, Filter.Or _, Filter.Not _ ->
                    throw new IllegalArgumentException("no condition");
        };
    }

    private static String condition(Field field, String operator, String value) {
        return "{\"value\": %s, \"operator\": \"%s\", \"field\": %s}"
                .formatted(value, operator, value(field.reference()));
    }

    private static String jsonArray(List<Filter> filters) {
        return joined(filters, FilterPrinter::json, "[", "]");
    }

    private static String list(List<Object> values) {
        return joined(values, FilterPrinter::value, "[", "]");
    }

    private static String quoted(List<Object> values) {
        return joined(
                values,
                value -> '"' + text(value).replace("\\", "\\\\").replace("\"", "\\\"") + '"',
                "(",
                ")");
    }

    private static <T> String joined(
            List<T> items, Function<T, String> printer, String before, String after) {
        return items.stream().map(printer).collect(Collectors.joining(",", before, after));
    }

    private static String value(Object value) {
        return switch (value) {
            case Number number -> number.toString();
            case Boolean truth -> truth.toString();
            default -> {
                StringBuilder json = new StringBuilder("\"");
                for (char c : text(value).toCharArray()) {
                    json.append("\\u%04x".formatted((int) c));
                }
                yield json.append('"').toString();
            }
        };
    }

    private static String text(Object value) {
        return switch (value) {
            case Instant instant -> TIME.format(instant.atOffset(ZoneOffset.ofHours(0))) + "+00:00";
            case LocalDateTime time -> TIME.format(time);
            case LocalDate date -> DateTimeFormatter.ISO_LOCAL_DATE.format(date);
            case UUID uuid -> uuid.toString().toUpperCase(Locale.ROOT);
            default -> value.toString();
        };
    }

    private static String encoded(Field field) {
        return encode(field.reference());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
