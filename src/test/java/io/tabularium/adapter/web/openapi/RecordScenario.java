package io.tabularium.adapter.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.json.JsonWriter;
import io.tabularium.adapter.web.ApiServer.Answer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Everything that can be asked of one schema's records, and every way in which it can be wrong. */
final class RecordScenario {

    private static final String UNKNOWN = OpenApiConformanceTest.unknown();

    private final CheckedApi api;
    private final String schema;
    private final Map<String, Object> data;
    private final Map<String, Object> otherKeys;
    private final Map<String, Object> other;
    private final boolean unique;

    RecordScenario(
            CheckedApi api,
            String schema,
            Map<String, Object> data,
            Map<String, Object> otherKeys) {
        this.api = api;
        this.schema = schema;
        this.data = data;
        this.otherKeys = otherKeys;
        this.other = new HashMap<>(data);
        other.putAll(otherKeys);
        this.unique =
                call("bulk").parameters().stream()
                        .anyMatch(parameter -> parameter.get("name").equals("on_conflict"));
    }

    void play() {
        create();
        Object id = call("create").json(data).answers(201).member("id");
        get(id);
        for (String operation : List.of("find", "stream", "count")) {
            ask(operation);
        }
        walk();
        query();
        replace(id);
        patch(id);
        remove(id);
        bulk();
    }

    private void create() {
        Object id =
                call("create")
                        .header("Idempotency-Key", schema)
                        .json(data)
                        .answers(201)
                        .member("id");
        Answer again = call("create").header("Idempotency-Key", schema).json(data).answers(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        call("create").header("Idempotency-Key", schema).json(other).answers(422);
        if (unique) {
            call("create").json(data).answers(409);
        }
        call("remove").at(id).answers(204);
        Answer minimal = call("create").header("Prefer", "return=minimal").json(data).answers(201);
        call("remove").at(minimal.header("Location").replaceAll(".*/", "")).answers(204);
        refuseBodies("create", UNKNOWN);
    }

    private void get(Object id) {
        String tag = call("get").at(id).answers(200).header("ETag");
        call("get").at(id).header("If-None-Match", tag).answers(304);
        call("get").at(id).header("If-None-Match", "1").unchecked().answers(400);
        call("get").at(id).query("a", "b").unchecked().answers(400);
        call("get").at(id).header("Accept", "image/png").answers(406);
        call("get").at(UNKNOWN).answers(404);
    }

    /** By every parameter that there is. */
    private void ask(String operation) {
        for (Map<?, ?> parameter : call(operation).parameters()) {
            String name = (String) parameter.get("name");
            String value =
                    switch (name) {
                        case "filters" ->
                                "[{\"field\": \"_version\", \"operator\": \"gte\", \"value\": 1},"
                                        + " {\"or\": [{\"not\": {\"field\": \"_id\", \"operator\":"
                                        + " \"is_null\"}}]}]";
                        case "sort" -> "-_created_at,_id";
                        case "fields" -> String.join(",", otherKeys.keySet());
                        case "count" -> "none";
                        case "page", "size", "limit" -> "1";
                        case "cursor" -> null;
                        default -> condition((Map<?, ?>) parameter.get("schema"));
                    };
            if (value != null) {
                call(operation).query(name, value).answers(200);
            }
        }
        call(operation).answers(200);
        call(operation).query("filters", "[").unchecked().answers(400);
        call(operation).header("Accept", "image/png").answers(406);
        if (operation.equals("stream")) {
            call(operation).header("Accept", "text/csv").answers(200);
        }
    }

    private static String condition(Map<?, ?> schema) {
        return schema.get("examples") instanceof List<?> examples
                ? (String) examples.getFirst()
                : "not.is.null";
    }

    private void walk() {
        Object id = call("create").json(other).answers(201).member("id");
        Answer first = call("find").query("size", "1").answers(200);
        assertThat(first.header("Link")).contains("rel=\"next\"");
        call("find")
                .query("size", "1")
                .query("cursor", (String) first.member("next_cursor"))
                .answers(200);
        call("remove").at(id).answers(204);
    }

    private void query() {
        Map<?, ?> example =
                api.document()
                        .object(
                                "paths",
                                "/api/v1/records/" + schema + "/query",
                                "post",
                                "requestBody",
                                "content",
                                "application/json",
                                "example");
        call("query").json(example).answers(200);
        call("query").json(Map.of()).answers(200);
        Object another = call("create").json(other).answers(201).member("id");
        call("query").json(Map.of("size", 1L)).answers(200);
        call("remove").at(another).answers(204);
        call("query")
                .json(Map.of("fields", List.copyOf(otherKeys.keySet()), "count", "none"))
                .answers(200);
        call("query").json(Map.of("size", 0L)).unchecked().answers(400);
        call("query").text("application/json", "{").unchecked().answers(400);
        call("query").header("Accept", "image/png").json(Map.of()).answers(406);
        call("query").text("text/plain", "{}").unchecked().answers(415);
        call("query").header("Content-Encoding", "br").json(Map.of()).unchecked().answers(415);
        call("query")
                .json(Map.of("cursor", OpenApiConformanceTest.large()))
                .unchecked()
                .answers(413);
    }

    private void replace(Object id) {
        call("replace").at(id).header("If-Match", "\"1\"").json(data).answers(200);
        call("replace").at(id).header("If-Match", "\"1\"").json(data).answers(412);
        call("replace").at(id).header("If-None-Match", "*").json(data).answers(412);
        call("replace").at(id).header("Prefer", "return=minimal").json(data).answers(204);
        Map<String, String> whole = Map.of("Prefer", "return=representation");
        call("replace").at(id).headers(whole).json(data).answers(200);
        if (unique) {
            call("replace").at(UNKNOWN).json(data).answers(409);
        }
        call("replace").at(UNKNOWN).headers(whole).json(other).answers(201);
        refuseBodies("replace", id);
    }

    /** There is another record, which {@link #replace} has made. */
    private void patch(Object id) {
        Map<?, ?> example =
                api.document()
                        .object(
                                "paths",
                                "/api/v1/records/" + schema + "/{id}",
                                "patch",
                                "requestBody",
                                "content",
                                "application/merge-patch+json",
                                "example");
        String patch = JsonWriter.toText(example);
        String merge = "application/merge-patch+json";
        call("patch").at(id).text(merge, patch).answers(200);
        call("patch")
                .at(id)
                .header("Prefer", "return=representation")
                .text(merge, patch)
                .answers(200);
        call("patch").at(id).header("Prefer", "return=minimal").json(example).answers(204);
        call("patch").at(id).header("If-Match", "\"1\"").text(merge, patch).answers(412);
        if (unique) {
            call("patch").at(id).json(otherKeys).answers(409);
        }
        String absent = "0197a5b2-0000-7000-8000-00000000abce";
        call("patch").at(absent).text(merge, patch).answers(404);
        refuseBodies("patch", id);
    }

    private void remove(Object id) {
        call("remove").at(id).header("If-Match", "\"1\"").answers(412);
        call("remove").at(id).query("a", "b").unchecked().answers(400);
        call("remove").at(id).header("If-Match", "1").unchecked().answers(400);
        call("remove").at(id).header("If-Match", "*").answers(204);
        call("remove").at(id).answers(404);
        call("remove").at(UNKNOWN).answers(204);
    }

    private void bulk() {
        call("bulk").query("dry_run", "true").json(List.of(data)).answers(200);
        Answer some = loadTwice("bulk-some-", List.of(data, Map.of("no_such", 1L)), 200);
        Map<?, ?> record = (Map<?, ?>) ((List<?>) some.member("records")).getFirst();
        call("remove").at(record.get("id")).answers(204);
        loadTwice("bulk-all-", List.of(data), 201);
        call("bulk").header("Idempotency-Key", "bulk-all-" + schema).json(List.of()).answers(422);
        if (unique) {
            call("bulk").json(List.of(data)).answers(409);
        }
        String lines = JsonWriter.toText(other) + "\n";
        Answer loaded =
                call("bulk")
                        .header("Prefer", "return=representation")
                        .text("application/x-ndjson", lines)
                        .answers(201);
        assertThat((List<?>) loaded.member("records")).hasSize(1);
        String csv = call("stream").header("Accept", "text/csv").answers(200).text();
        assertThat(csv.lines()).hasSize(3);
        String header = String.join(",", otherKeys.keySet()) + "\n";
        call("bulk")
                .query("on_error", "skip")
                .text("text/csv", header + "a,b\n")
                .unchecked()
                .answers(200);
        call("bulk").query("a", "b").json(List.of(data)).unchecked().answers(400);
        call("bulk").text("application/json", "[").unchecked().answers(400);
        call("bulk").header("Accept", "image/png").json(List.of(data)).answers(406);
        call("bulk").text("text/plain", "a").unchecked().answers(415);
        call("bulk").header("Content-Encoding", "br").json(List.of()).unchecked().answers(415);
        call("bulk")
                .json(List.of(Map.of("no_such", OpenApiConformanceTest.large())))
                .unchecked()
                .answers(413);
        call("bulk").json(List.of(Map.of("no_such", 1L))).unchecked().answers(422);
    }

    /** Under one key, with the same answer. */
    private Answer loadTwice(String key, List<?> records, int status) {
        Supplier<Answer> load =
                () ->
                        call("bulk")
                                .query("on_error", "skip")
                                .header("Idempotency-Key", key + schema)
                                .header("Prefer", "return=representation")
                                .json(records)
                                .unchecked()
                                .answers(status);
        assertThat(load.get().header("Idempotency-Replayed")).isNull();
        Answer replayed = load.get();
        assertThat(replayed.header("Idempotency-Replayed")).isEqualTo("true");
        return replayed;
    }

    /** Whatever can be wrong with a body that is one record. */
    private void refuseBodies(String operation, Object id) {
        call(operation).at(id).json(Map.of("no_such", 1L)).unchecked().answers(422);
        call(operation).at(id).text("application/json", "{").unchecked().answers(400);
        call(operation).at(id).query("a", "b").json(data).unchecked().answers(400);
        call(operation).at(id).header("Accept", "image/png").json(data).answers(406);
        call(operation).at(id).text("text/plain", "a").unchecked().answers(415);
        call(operation).at(id).header("Content-Encoding", "br").json(data).unchecked().answers(415);
        call(operation)
                .at(id)
                .json(Map.of("no_such", OpenApiConformanceTest.large()))
                .unchecked()
                .answers(413);
    }

    private CheckedCall call(String action) {
        return api.call(schema + "_" + action);
    }
}
