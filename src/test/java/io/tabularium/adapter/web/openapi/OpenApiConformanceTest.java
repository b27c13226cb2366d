package io.tabularium.adapter.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.web.ApiServer;
import io.tabularium.adapter.web.ApiServer.Answer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Drives every operation to every answer that is documented for it, with each type of problem and
 * each header, and holds requests and answers to the document.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class OpenApiConformanceTest {

    private static final String UNKNOWN = "0197a5b2-0000-7000-8000-00000000abcd";
    private static final String LARGE = "x".repeat(ApiServer.LIMITS.maxBodyBytes());

    /** What makes another record of the example: other keys. */
    private static final Map<String, Map<String, Object>> OTHER_KEYS =
            Map.of(
                    "airports", Map.of("iata", "BGO"),
                    "earthquakes", Map.of("id", "other"),
                    "seattle_weather", Map.of("date", "2026-02-28"),
                    "well_production", Map.of("well_code", 2L),
                    "specimens", Map.of("code", "OTH-99", "number", 2L),
                    "plain", Map.of("a", 2L));

    private static ApiServer server;
    private static CheckedApi api;
    private static final Trouble trouble = new Trouble();
    private static ApiServer troubledServer;
    private static CheckedApi troubled;

    @BeforeAll
    static void start() {
        server = ApiServer.startOn(Specimens.all());
        api =
                new CheckedApi(
                        server::send, new Document(server.send("GET", "/openapi.json").text()));
        troubledServer = ApiServer.startOn(Specimens.all(), trouble.reader(), trouble.writer());
        troubled = new CheckedApi(troubledServer::send, api.document());
    }

    @AfterAll
    static void stop() {
        server.close();
        troubledServer.close();
    }

    @Order(2)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "airports",
                "earthquakes",
                "seattle_weather",
                "well_production",
                "specimens",
                "plain"
            })
    void answersAsDocumentedWhateverIsAskedOfRecords(String schema) {
        new RecordScenario(api, schema, example(schema), OTHER_KEYS.get(schema)).play();
    }

    @Order(1)
    @Test
    void answersAsDocumentedWhateverIsAskedOfSchemas() {
        api.call("listSchemas").answers(200);
        api.call("listSchemas").query("a", "b").unchecked().answers(400);
        api.call("listSchemas").header("Accept", "image/png").answers(406);
        for (String schema : OTHER_KEYS.keySet()) {
            api.call("getSchema").at(schema).answers(200);
        }
        api.call("getSchema").at("nothing").answers(404);
        api.call("getSchema").at("airports").query("a", "b").unchecked().answers(400);
        api.call("getSchema").at("airports").header("Accept", "image/png").answers(406);
    }

    @Order(1)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "airports",
                "earthquakes",
                "seattle_weather",
                "well_production",
                "specimens"
            })
    void answersAsDocumentedWhereTheBodyNamesTheSchema(String schema) {
        Map<String, Object> data = example(schema);
        Map<String, Object> one = Map.of("schema_name", schema, "data", data);
        Map<String, Object> many = Map.of("schema_name", schema, "data", List.of(data));

        Answer created = createTwice(schema, one);
        api.call("createRecord").json(one).answers(409);
        api.call("loadRecords").json(many).answers(409);
        delete(schema, created);
        api.call("loadRecords").query("dry_run", "true").json(many).answers(200);
        Map<String, Object> some =
                Map.of("schema_name", schema, "data", List.of(data, Map.of("no_such", 1L)));
        deleteOnly(schema, loadTwice("some" + schema, some, 200));
        deleteOnly(schema, loadTwice("all" + schema, many, 201));
    }

    private static Answer createTwice(String key, Map<String, Object> body) {
        Supplier<CheckedCall> call =
                () ->
                        api.call("createRecord")
                                .header("Idempotency-Key", "any-" + key)
                                .header("Prefer", "return=representation");
        call.get().json(body).answers(201);
        Answer replayed = call.get().json(body).answers(201);
        assertThat(replayed.header("Idempotency-Replayed")).isEqualTo("true");
        Map<String, Object> other = new HashMap<>(body);
        other.put("data", Map.of());
        call.get().json(other).unchecked().answers(422);
        return replayed;
    }

    private static Answer loadTwice(String key, Map<String, Object> body, int status) {
        Supplier<CheckedCall> call =
                () ->
                        api.call("loadRecords")
                                .query("on_error", "skip")
                                .header("Idempotency-Key", key)
                                .header("Prefer", "return=representation")
                                .unchecked();
        call.get().json(body).answers(status);
        Answer replayed = call.get().json(body).answers(status);
        assertThat(replayed.header("Idempotency-Replayed")).isEqualTo("true");
        Map<String, Object> other = new HashMap<>(body);
        other.put("data", List.of());
        call.get().json(other).answers(422);
        return replayed;
    }

    @Order(1)
    @ParameterizedTest
    @ValueSource(strings = {"createRecord", "loadRecords"})
    void answersAsDocumentedWhatIsWrongWhereTheBodyNamesTheSchema(String operation) {
        boolean bulk = operation.equals("loadRecords");
        Object data = bulk ? List.of(Map.of("a", 1L)) : Map.of("a", 1L);
        Map<String, Object> invalid = Map.of("schema_name", "airports", "data", data);

        api.call(operation).json(invalid).unchecked().answers(422);
        api.call(operation).text("application/json", "{").unchecked().answers(400);
        api.call(operation).query("a", "b").json(invalid).unchecked().answers(400);
        api.call(operation)
                .json(Map.of("schema_name", "nothing", "data", data))
                .unchecked()
                .answers(404);
        api.call(operation).header("Accept", "image/png").json(invalid).unchecked().answers(406);
        api.call(operation).text("text/plain", "a").unchecked().answers(415);
        api.call(operation).header("Content-Encoding", "br").json(invalid).unchecked().answers(415);
        api.call(operation)
                .json(Map.of("schema_name", "airports", "data", LARGE))
                .unchecked()
                .answers(413);
    }

    @Order(3)
    @Test
    void leavesNoDocumentedAnswerUntried() {
        assertThat(api.unseen(status -> !status.equals("default"))).isEmpty();
    }

    /** Storage that has no room, is down, or takes too long. */
    @Order(2)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/problems/overloaded",
                "/problems/storage-unavailable",
                "/problems/query-timeout",
                "/problems/request-in-progress"
            })
    void answersAsDocumentedWhereStorageIsInTrouble(String type) {
        trouble.set(type);
        for (String operation : troubled.operations()) {
            if (troubled.documents(operation, type)) {
                Answer answer = request(operation).answers(Trouble.status(type));
                assertThat(answer.member("type")).isEqualTo(type);
            }
        }
        api.add(troubled);
    }

    /** Such as reaches storage. */
    private static CheckedCall request(String operation) {
        CheckedCall call = troubled.call(operation).at(UNKNOWN);
        String schema = operation.replaceFirst("_[a-z]+$", "");
        return switch (operation.substring(schema.length())) {
            case "_create", "_replace" -> call.json(example(schema));
            case "_patch", "_query" -> call.json(Map.of());
            case "_bulk" -> call.json(List.of(example(schema)));
            case "" ->
                    call.json(
                            Map.of(
                                    "schema_name",
                                    "airports",
                                    "data",
                                    operation.equals("createRecord")
                                            ? example("airports")
                                            : List.of(example("airports"))));
            default -> call;
        };
    }

    private static void delete(String schema, Answer created) {
        api.call(schema + "_remove").at(created.member("id")).answers(204);
    }

    private static void deleteOnly(String schema, Answer loaded) {
        Map<?, ?> record = (Map<?, ?>) ((List<?>) loaded.member("records")).getFirst();
        api.call(schema + "_remove").at(record.get("id")).answers(204);
    }

    /** The example that the document gives. */
    private static Map<String, Object> example(String schema) {
        return Collections.unmodifiableMap(
                new HashMap<>(
                        api.document()
                                .object(
                                        "paths",
                                        "/api/v1/records/" + schema,
                                        "post",
                                        "requestBody",
                                        "content",
                                        "application/json",
                                        "example")));
    }

    /** Identifies no record. */
    static String unknown() {
        return UNKNOWN;
    }

    /** More than a body may have. */
    static String large() {
        return LARGE;
    }
}
