package io.tabularium.adapter.web.openapi.part;

import static io.tabularium.adapter.web.openapi.part.JsonObjects.object;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** How callers say who they are. */
public final class Security {

    private static final String BEARER = "bearer";
    private static final String API_KEY = "apiKey";

    private Security() {}

    public static Map<String, @Nullable Object> schemes() {
        return object(
                BEARER,
                object(
                        "type",
                        "http",
                        "scheme",
                        "bearer",
                        "description",
                        "An API key or a JSON Web Token as `Authorization: Bearer …`."),
                API_KEY,
                object(
                        "type", "apiKey",
                        "in", "header",
                        "name", "X-API-Key",
                        "description", "An API key as `X-API-Key: …`."));
    }

    /** Either of the schemes. What else a caller needs is told with each operation. */
    public static List<Map<String, @Nullable Object>> requirements() {
        return List.of(object(BEARER, List.of()), object(API_KEY, List.of()));
    }
}
