package io.tabularium.adapter.web.openapi.part;

import static io.tabularium.adapter.web.openapi.part.JsonObjects.with;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the components of a document that something leads to. */
public final class UsedComponents {

    private static final String PREFIX = "#/components/";
    private static final String SECURITY = "securitySchemes";

    private final Map<?, ?> components;
    private final Set<String> used = new LinkedHashSet<>();
    private final Deque<Object> open = new ArrayDeque<>();

    private UsedComponents(Map<?, ?> components) {
        this.components = components;
    }

    /** The document without components that nothing leads to; security schemes stay. */
    public static Map<String, @Nullable Object> only(Map<String, @Nullable Object> document) {
        if (!(document.get("components") instanceof Map<?, ?> components)) {
            return document;
        }
        UsedComponents search = new UsedComponents(components);
        search.follow(document.get("paths"));
        return with(document, "components", search.remaining());
    }

    private void follow(@Nullable Object start) {
        visit(start);
        while (!open.isEmpty()) {
            visit(open.removeLast());
        }
    }

    private void visit(@Nullable Object value) {
        switch (value) {
            case Map<?, ?> object -> object.values().forEach(this::visit);
            case List<?> array -> array.forEach(this::visit);
            case String text when text.startsWith(PREFIX) && used.add(text) -> enter(text);
            case null, default -> {
                // leads nowhere
            }
        }
    }

    private void enter(String reference) {
        String[] path = reference.substring(PREFIX.length()).split("/", 2);
        if (components.get(path[0]) instanceof Map<?, ?> kind && kind.get(path[1]) != null) {
            open.add(kind.get(path[1]));
        }
    }

    private Map<String, @Nullable Object> remaining() {
        Map<String, @Nullable Object> remaining = new LinkedHashMap<>();
        components.forEach(
                (kind, all) -> {
                    Map<String, @Nullable Object> some = new LinkedHashMap<>();
                    ((Map<?, ?>) all)
                            .forEach(
                                    (name, component) -> {
                                        if (kind.equals(SECURITY)
                                                || used.contains(PREFIX + kind + "/" + name)) {
                                            some.put((String) name, component);
                                        }
                                    });
                    if (!some.isEmpty()) {
                        remaining.put((String) kind, some);
                    }
                });
        return remaining;
    }
}
