package io.tabularium.crash;

import java.util.Map;

/** One request to the API, as often as it is sent. */
record Request(
        String method, String path, String contentType, String body, Map<String, String> headers) {

    static Request json(String method, String path, String body) {
        return new Request(method, path, "application/json", body, Map.of());
    }

    Request with(Map<String, String> more) {
        return new Request(method, path, contentType, body, more);
    }
}
