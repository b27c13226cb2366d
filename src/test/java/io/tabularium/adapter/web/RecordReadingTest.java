package io.tabularium.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.web.ApiServer.Answer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import java.util.Map;

final class RecordReadingTest {

    private static final String RECORDS = "/api/v1/records/counters";
    private static final String NOBODY = "0197a5b2-0000-7000-8000-000000000000";

    private static final BodyPublisher NO_BODY = BodyPublishers.noBody();

    private static ApiServer server;
    private static String path;
    private static String created;

    @BeforeAll
    static void start() {
        server = ApiServer.start();
        Answer answer = server.sendJson("POST", RECORDS, "{\"name\":\"a\",\"value\":1}");
        created = answer.text();
        path = RECORDS + "/" + answer.member("id");
        server.sendJson("POST", RECORDS, "{\"name\":\"b\",\"value\":2}");
        server.sendJson("POST", RECORDS, "{\"name\":null,\"value\":3}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void answersWithTheRecordAsItWasAnsweredWhenItWasWritten() {
        Answer answer = server.send("GET", path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        assertThat(answer.text()).isEqualTo(created);
    }

    @Test
    void findsARecordByAnIdentifierInUpperCase() {
        String id = path.substring(RECORDS.length());

        assertThat(server.send("GET", RECORDS + id.toUpperCase(Locale.ROOT)).text())
                .isEqualTo(created);
    }

    @Test
    void answersHeadWithHeadersAlone() {
        Answer answer = server.send("HEAD", path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        assertThat(answer.header("Content-Length")).isEqualTo(Integer.toString(created.length()));
        assertThat(answer.text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "W/\"1\"", "*", "\"7\", \"1\"", "W/\"7\",W/\"1\""})
    void sparesTheClientARecordThatItHas(String tags) {
        for (String method : List.of("GET", "HEAD")) {
            Answer answer = server.send(method, path, NO_BODY, "If-None-Match", tags);

            assertThat(answer.status()).isEqualTo(304);
            assertThat(answer.header("ETag")).isEqualTo("\"1\"");
            assertThat(answer.text()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2\"", "\"11\"", "\"2\", \"3\"", "\"x\""})
    void answersWithARecordThatTheClientDoesNotHave(String tags) {
        assertThat(server.send("GET", path, NO_BODY, "If-None-Match", tags).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "x", "\"1"})
    void refusesTagsThatAreNone(String tags) {
        Answer answer = server.send("GET", path, NO_BODY, "If-None-Match", tags);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.member("type")).isEqualTo("/problems/malformed-request");
        assertThat(answer.header("ETag")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/records/nope/" + NOBODY + ", 404, unknown-schema",
        "GET, /api/v1/records/Counters/" + NOBODY + ", 404, unknown-schema",
        "GET, /api/v1/records/counters/" + NOBODY + ", 404, record-not-found",
        "GET, /api/v1/records/counters/1, 404, record-not-found",
        "GET, /api/v1/records/counters/" + NOBODY + "?x=1, 400, invalid-query",
        "GET, /api/v1/records/counters/" + NOBODY + "/x, 404, not-found",
        "GET, /api/v1/records/nope, 404, unknown-schema",
        "GET, /api/v1/records/nope/stream, 404, unknown-schema",
        "GET, /api/v1/records/nope/count, 404, unknown-schema",
        "GET, /api/v1/records/nope?x=1, 404, unknown-schema",
        "GET, /api/v1/schemas/nope, 404, unknown-schema",
        "GET, /api/v1/schemas?x=1, 400, invalid-query",
        "GET, /api/v1/records/counters/count?sort=name, 400, invalid-query",
        "GET, /api/v1/records/counters/count?nope=1, 400, invalid-query",
        "GET, /api/v1/records/counters/stream?page=1, 400, invalid-query",
        "GET, /api/v1/records/counters/stream?limit=0, 400, invalid-query",
        "GET, /api/v1/records/counters/bulk, 405, method-not-allowed",
        "GET, /api/v1/records/counters/query, 405, method-not-allowed",
        "PUT, /api/v1/records/counters/stream, 405, method-not-allowed",
        "DELETE, /api/v1/records/counters/count, 405, method-not-allowed",
        "POST, /api/v1/schemas, 405, method-not-allowed",
    })
    void tellsWhatIsWrong(String method, String address, int status, String slug) {
        Answer answer = server.send(method, address);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.member("type")).isEqualTo("/problems/" + slug);
    }

    @Test
    void namesTheMethodsThatAreAllowed() {
        assertThat(server.send("GET", RECORDS + "/bulk").header("Allow"))
                .isEqualTo("OPTIONS, POST");
        assertThat(server.send("GET", RECORDS + "/query").header("Allow"))
                .isEqualTo("OPTIONS, POST");
        assertThat(server.send("POST", RECORDS + "/count").header("Allow"))
                .isEqualTo("GET, HEAD, OPTIONS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/schemas", "/api/v1/schemas/counters", RECORDS, RECORDS + "/count"})
    void answersInJsonOrNotAtAll(String address) {
        assertThat(server.send("GET", address, NO_BODY, "Accept", "application/xml").status())
                .isEqualTo(406);
        assertThat(server.send("GET", address, NO_BODY, "Accept", "application/json").status())
                .isEqualTo(200);
        assertThat(server.send("GET", address, NO_BODY, "Accept", "text/html, */*;q=0.1").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {"/count 3", "/count?name=is.null 1", "/count?value=gte.2&name=eq.b 1"})
    void countsMatches(String address, long count) {
        Answer answer = server.send("GET", RECORDS + address);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .isEqualTo("{\"schema_name\":\"counters\",\"count\":" + count + "}");
    }

    @Test
    void listsSchemasByName() {
        Answer answer = server.send("GET", "/api/v1/schemas");
        List<?> schemas = (List<?>) answer.json();

        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(schemas)
                .extracting(schema -> (String) ((Map<?, ?>) schema).get("name"))
                .isSorted()
                .contains("airfields", "counters");
        assertThat(answer.text())
                .contains(
                        "{\"name\":\"counters\",\"title\":null,\"description\":null,"
                                + "\"properties\":[{\"name\":\"name\",\"type\":\"text\","
                                + "\"required\":false,\"nullable\":true,"
                                + "\"title\":null,\"description\":null},");
        assertThat(answer.text())
                .contains("\"type\":\"decimal\",\"precision\":4,\"scale\":2")
                .contains("[\"network\",\"number\"]");
    }

    @Test
    void showsASchemaAsItWasWritten() {
        Answer answer = server.send("GET", "/api/v1/schemas/counters");

        assertThat(answer.header("Content-Type")).isEqualTo("application/schema+json");
        assertThat(answer.text())
                .isEqualTo(
                        "{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{"
                                + "\"name\":{\"type\":\"string\"},"
                                + "\"value\":{\"type\":\"integer\"}}}");
    }
}
