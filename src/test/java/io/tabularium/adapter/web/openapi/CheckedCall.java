package io.tabularium.adapter.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.adapter.json.JsonWriter;
import io.tabularium.adapter.web.ApiServer.Answer;
import io.tabularium.adapter.web.openapi.CheckedApi.Operation;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One request to be sent, which is checked unless it is meant to be refused for its form. */
final class CheckedCall {

    private static final JsonReader JSON = new JsonReader(100_000_000);

    private final CheckedApi api;
    private final Operation operation;
    private final List<Map.Entry<String, String>> query = new ArrayList<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String path;
    private String body;
    private boolean checked = true;

    CheckedCall(CheckedApi api, Operation operation) {
        this.api = api;
        this.operation = operation;
        this.path = operation.path();
    }

    /** With the value of the path's only parameter. */
    CheckedCall at(Object value) {
        path = path.replaceAll("\\{[^}]*}", String.valueOf(value));
        return this;
    }

    CheckedCall query(String name, String value) {
        query.add(Map.entry(name, value));
        return this;
    }

    CheckedCall header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    CheckedCall headers(Map<String, String> more) {
        headers.putAll(more);
        return this;
    }

    CheckedCall json(Object json) {
        return text("application/json", JsonWriter.toText(json));
    }

    CheckedCall text(String mediaType, String text) {
        body = text;
        return header("Content-Type", mediaType);
    }

    /** Without a look at the request: it is not as the document says. */
    CheckedCall unchecked() {
        checked = false;
        return this;
    }

    /** Sends it, and sees that it is answered with that status, as the document says. */
    Answer answers(int status) {
        if (checked) {
            check();
        }
        Answer answer = send();
        assertThat(answer.status())
                .as("%s %s %s: %s", operation.id(), query, headers, answer.text())
                .isEqualTo(status);
        api.check(operation, answer);
        return answer;
    }

    /** Sends it, without a look at request or answer. */
    Answer send() {
        String[] all =
                Stream.concat(
                                Stream.of(api.credentials()),
                                headers.entrySet().stream()
                                        .flatMap(h -> Stream.of(h.getKey(), h.getValue())))
                        .toArray(String[]::new);
        return api.send(operation, path + queryString(), all, body);
    }

    private String queryString() {
        return query.isEmpty()
                ? ""
                : query.stream()
                        .map(option -> option.getKey() + "=" + encoded(option.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** Sees that the request is as the document says. */
    void check() {
        assertThat(query).extracting(Map.Entry::getKey).doesNotHaveDuplicates();
        query.forEach(option -> checkParameter("query", option.getKey(), option.getValue()));
        headers.forEach(
                (name, value) -> {
                    if (!name.equals("Content-Type") && !name.equals("Accept")) {
                        checkParameter("header", name, value);
                    }
                });
        if (operation.json().get("requestBody") instanceof Map<?, ?> described) {
            String type = headers.get("Content-Type");
            Map<?, ?> content = (Map<?, ?>) ((Map<?, ?>) described.get("content")).get(type);
            assertThat(content == null).as("%s of %s", type, operation.id()).isFalse();
            api.checkText((Map<?, ?>) content.get("schema"), type, body, operation.id());
        } else {
            assertThat(body).isNull();
        }
    }

    private void checkParameter(String in, String name, String value) {
        Map<?, ?> parameter =
                parameters().stream()
                        .filter(some -> some.get("name").equals(name) && some.get("in").equals(in))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(operation.id() + " has no " + name));
        Map<?, ?> schema = (Map<?, ?>) parameter.get("schema");
        List<String> faults =
                new ArrayList<>(api.document().faults(schema, api.typed(schema, value)));
        Optional.ofNullable(schema.get("contentSchema"))
                .map(Map.class::cast)
                .ifPresent(inner -> faults.addAll(api.document().faults(inner, JSON.read(value))));
        assertThat(faults).as("%s=%s of %s", name, value, operation.id()).isEmpty();
    }

    /** Those of the operation. */
    List<Map<?, ?>> parameters() {
        List<Map<?, ?>> resolved = new ArrayList<>();
        if (operation.json().get("parameters") instanceof List<?> listed) {
            listed.forEach(parameter -> resolved.add(api.document().resolved(parameter)));
        }
        return resolved;
    }
}
