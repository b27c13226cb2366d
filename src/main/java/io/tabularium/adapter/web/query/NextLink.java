package io.tabularium.adapter.web.query;

import io.tabularium.adapter.json.JsonWriter;
import io.tabularium.adapter.web.query.QueryString.Parameter;

import org.jspecify.annotations.Nullable;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The address at which a query goes on, for the {@code Link} header (RFC 8288). */
public final class NextLink {

    /** Longer headers are refused by common clients and proxies. */
    private static final int MAX_LENGTH = 8 * 1_024;

    private static final List<String> TOO_LONG = List.of("-".repeat(MAX_LENGTH));

    private final String path;
    private final List<String> parameters;

    private NextLink(String path, List<String> parameters) {
        this.path = path;
        this.parameters = parameters;
    }

    /** The continuation of a query string, which is kept as it was sent. */
    public static NextLink of(String path, QueryString query) {
        return new NextLink(
                path,
                query.parameters().stream()
                        .filter(parameter -> !isPosition(parameter.name()))
                        .map(Parameter::raw)
                        .map(NextLink::escapeIllegal)
                        .toList());
    }

    /**
     * The continuation of a query that was a body, as the query string that says the same. One of
     * long texts has none.
     *
     * @param body a valid query
     * @param textLength characters of all texts in it
     */
    public static NextLink of(String path, @Nullable Object body, long textLength) {
        if (textLength > MAX_LENGTH) {
            return new NextLink(path, TOO_LONG);
        }
        List<String> parameters = new ArrayList<>();
        if (body instanceof Map<?, ?> options) {
            options.forEach(
                    (name, value) -> {
                        if (!isPosition((String) name)) {
                            parameters.add(name + "=" + encode((String) name, value));
                        }
                    });
        }
        return new NextLink(path, parameters);
    }

    /** The address with that cursor; empty where it is too long for a header. */
    public Optional<String> to(String cursor) {
        List<String> all = new ArrayList<>(parameters);
        all.add(QueryOption.CURSOR.text() + "=" + cursor);
        String address = path + "?" + String.join("&", all);
        return address.length() <= MAX_LENGTH ? Optional.of(address) : Optional.empty();
    }

    private static boolean isPosition(String name) {
        return QueryOption.named(name).filter(QueryOption::isPosition).isPresent();
    }

    private static String encode(String name, @Nullable Object value) {
        String text =
                switch (value) {
                    case String given -> given;
                    case List<?> names when name.equals(QueryOption.FIELDS.text()) ->
                            names.stream().map(String::valueOf).collect(Collectors.joining(","));
                    case null, default -> JsonWriter.toText(value);
                };
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Escapes what the server takes raw in a query string although no URI may have it. */
    private static String escapeIllegal(String raw) {
        StringBuilder legal = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c <= ' ' || c >= 0x7F || "\"<>[\\]^`{|}".indexOf(c) >= 0) {
                legal.append("%%%02X".formatted((int) c));
            } else {
                legal.append(c);
            }
        }
        return legal.toString();
    }
}
