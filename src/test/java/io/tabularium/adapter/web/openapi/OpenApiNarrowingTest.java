package io.tabularium.adapter.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.adapter.web.ApiServer;
import io.tabularium.adapter.web.ApiServer.Answer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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
