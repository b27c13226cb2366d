package io.tabularium.crash;

import java.util.Map;
import java.util.Optional;

/** One request to the API, as often as it is sent. */
record Request(
        String method, String path, String contentType, String body, Map<String, String> headers) {

    static Request json(String method, String path, String body) {
        return new Request(method, path, "application/json", body, Map.of());
    }

    /** Under a key, by which it can be sent again and is done once. */
    Request under(String key) {
        return with(Map.of("Idempotency-Key", key));
    }

    Optional<String> key() {
        return Optional.ofNullable(headers.get("Idempotency-Key"));
    }

    Request with(Map<String, String> more) {
        return new Request(method, path, contentType, body, more);
    }
}
