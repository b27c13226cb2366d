package io.tabularium.adapter.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tabularium.adapter.web.ApiServer;
import io.tabularium.adapter.web.ApiServer.Answer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Holds what the documentation says is left out of the document to the service. */
final class OpenApiNarrowingTest {

    private static final Path PAGE = Path.of("docs/openapi.md");
    private static final Pattern EXAMPLE =
            Pattern.compile(
                    "`(?<method>GET|POST) (?<path>/[^ `?]+)(?:\\?(?<query>[^ `]+))?"
                            + "(?: (?<header>[A-Z][A-Za-z-]+): (?<value>[^`]+))?"
                            + "(?: (?<body>[\\[{][^`]*))?`");

    private static ApiServer server;
    private static CheckedApi api;
    private static Object id;

    @BeforeAll
    static void start() {
        server = ApiServer.startOn(Specimens.all());
        api =
                new CheckedApi(
                        server::send, new Document(server.send("GET", "/openapi.json").text()));
        Map<String, Object> airport =
                api.document()
                        .object(
                                "paths",
                                "/api/v1/records/airports",
                                "post",
                                "requestBody",
                                "content",
                                "application/json",
                                "example");
        id = api.call("airports_create").json(airport).answers(201).member("id");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void takesWhatTheDocumentLeavesOut() throws IOException {
        List<MatchResult> examples = examples("The service takes more");

        assertThat(examples).hasSizeGreaterThan(8);
        for (MatchResult example : examples) {
            CheckedCall call = call(example);
            assertThatThrownBy(call::check).as(example.group()).isInstanceOf(AssertionError.class);
            Answer answer = call.send();
            assertThat(answer.status())
                    .as("%s: %s", example.group(), answer.text())
                    .isBetween(200, 299);
        }
    }

    @Test
    void refusesWhatNoSchemaCanRuleOut() throws IOException {
        List<MatchResult> examples = examples("The document allows");

        assertThat(examples).hasSizeGreaterThan(6);
        for (MatchResult example : examples) {
            CheckedCall call = call(example);
            assertThatCode(call::check).as(example.group()).doesNotThrowAnyException();
            call.answers(400);
        }
    }

    /** A value of a header or an option is refused by both or by neither. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "If-Match: *",
                "If-Match: 0",
                "If-Match: \"7\"",
                "If-Match: W/\"7\"",
                "If-Match: \"7\", \"a\"",
                "If-None-Match: *",
                "If-None-Match: x",
                "If-None-Match: \"7",
                "If-None-Match: \"7 \"",
                "If-None-Match: \"7\" ,W/\"~\"",
                "If-None-Match: \"7\" \"8\"",
                "Idempotency-Key: a key",
                "filters: ",
                "filters: 1",
                "filters: [",
                "filters: {}",
                "filters: []",
                "filters: {\"or\":[]}",
                "cursor: ",
                "cursor: a cursor",
                "sort: ",
                "sort: -",
                "sort: -city,iata",
                "fields: ",
                "fields: city,_id",
                "size: 0",
                "size: 10001",
                "count: all",
                "conflict_key: iata",
                "conflict_key: city"
            })
    void agreesWithTheServiceAboutForms(String example) {
        String name = example.substring(0, example.indexOf(": "));
        String value = example.substring(name.length() + 2);
        CheckedCall call =
                switch (name) {
                    case "If-Match" ->
                            api.call("airports_patch").at(id).json(Map.of()).header(name, value);
                    case "If-None-Match" -> api.call("airports_get").at(id).header(name, value);
                    case "Idempotency-Key" ->
                            api.call("airports_bulk").json(List.of()).header(name, value);
                    case "conflict_key" ->
                            api.call("airports_bulk")
                                    .json(List.of())
                                    .query("on_conflict", "update")
                                    .query(name, value);
                    default -> api.call("airports_find").query(name, value);
                };
        Throwable undocumented = catchThrowable(call::check);
        Answer answer = call.send();
        assertThat(answer.status() != 400)
                .as("%s: %s", example, answer.text())
                .isEqualTo(undocumented == null);
    }

    @Test
    void answersHeadWhereverThereIsGet() {
        for (String path : List.of("/schemas", "/records/airports", "/records/airports/" + id)) {
            Answer answer = server.send("HEAD", "/api/v1" + path);
            assertThat(answer.status()).as(path).isEqualTo(200);
        }
    }

    /** Those in the list below the paragraph that begins so. */
    private static List<MatchResult> examples(String beginning) throws IOException {
        String page = Files.readString(PAGE);
        String list = page.substring(page.indexOf("\n- ", page.indexOf("\n" + beginning)));
        return EXAMPLE.matcher(list.substring(0, list.indexOf("\n\n"))).results().toList();
    }

    private static CheckedCall call(MatchResult example) {
        String path = example.group("path");
        CheckedCall call = api.call(operation(example.group("method"), path)).at(id);
        if (example.group("query") != null) {
            for (String option : example.group("query").split("&", -1)) {
                String[] parts = option.split("=", 2);
                call.query(parts[0], parts[1]);
            }
        }
        if (example.group("header") != null) {
            call.header(example.group("header"), example.group("value"));
        }
        return example.group("body") == null
                ? call
                : call.text("application/json", example.group("body"));
    }

    private static String operation(String method, String path) {
        return (String)
                api.document()
                        .object("paths", path, method.toLowerCase(Locale.ROOT))
                        .get("operationId");
    }
}
