package io.tabularium.adapter.web.openapi.part;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes objects of a document, as the values of {@link io.tabularium.domain.json.Json}. */
public final class JsonObjects {

    private JsonObjects() {}

    /**
     * The object with these members, names and values by turns and in that order. Whole numbers
     * become 64-bit ones; an empty {@link Optional} leaves its member out.
     */
    public static Map<String, @Nullable Object> object(@Nullable Object... members) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < members.length; i += 2) {
            String name = (String) members[i];
            @Nullable Object value = members[i + 1];
            if (name == null || object.containsKey(name)) {
                throw new IllegalArgumentException("a member without a name of its own: " + name);
            }
            switch (value) {
                case Optional<?> optional ->
                        optional.ifPresent(present -> object.put(name, json(present)));
                case null -> object.put(name, null);
                default -> object.put(name, json(value));
            }
        }
        return object;
    }

    /** A reference to a schema of the document. */
    public static Map<String, @Nullable Object> component(String name) {
        return object("$ref", "#/components/schemas/" + name);
    }

    /** An array of that. */
    public static Map<String, @Nullable Object> arrayOf(Map<String, @Nullable Object> items) {
        return object("type", "array", "items", items);
    }

    /** One of those texts. */
    public static Map<String, @Nullable Object> oneOfTexts(List<String> texts) {
        return object("type", "string", "enum", texts);
    }

    /** The object with more members, which take the place of those with the same name. */
    public static Map<String, @Nullable Object> with(
            Map<String, @Nullable Object> object, @Nullable Object... members) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(object);
        all.putAll(object(members));
        return all;
    }

    private static Object json(Object value) {
        return value instanceof Integer number ? (Object) number.longValue() : value;
    }
}
