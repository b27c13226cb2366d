package io.tabularium.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.web.ApiServer.Answer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** No write stores U+0000, and no query takes it. */
final class ForbiddenCharacterTest {

    private static final String READINGS = "/api/v1/records/readings";
    private static final String NDJSON = "application/x-ndjson";

    private static final char NUL = '\0';

    /** Stands for U+0000 in the values of these tests. */
    private static final char SYMBOL = '␀';

    private static ApiServer server;

    @BeforeAll
    static void start() {
        server = ApiServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"text\": \"a\\u0000b\"}|/text",
                "{\"details\": {\"text\": \"\\u0000\"}}|/details/text",
                "{\"details\": {\"a\\u0000\": 1}}|/details/a␀",
                "{\"details\": {\"deep\": {\"~/\\u0000\": 1}}}|/details/deep/~0~1␀",
                "{\"tags\": [1, \"\\u0000\"]}|/tags/1",
                "{\"tags\": [{\"\\u0000\": 1}]}|/tags/0/␀"
            })
    void rejectsItHoweverTheRecordIsWritten(String data, String pointer) {
        String record = READINGS + "/" + UUID.randomUUID();
        assertThat(server.sendJson("PUT", record, "{\"number\": 1}").status()).isEqualTo(201);

        assertRejected(server.sendJson("POST", READINGS, data), pointer);
        assertRejected(server.sendJson("PUT", record, data), pointer);
        assertRejected(server.sendJson("PATCH", record, data), pointer);
        assertRejected(server.sendJson("POST", READINGS + "/bulk", "[" + data + "]"), pointer);
        assertRejected(server.sendText("POST", READINGS + "/bulk", NDJSON, data), pointer);
        assertThat(server.send("GET", record).header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void namesTheRowAndThePlaceInABulkLoad() {
        String rows =
                """
                {"text": "a"}
                {"text": "b", "details": {"c\\u0000": 1}}
                {"text": "\\u0000"}
                """;

        Answer answer = server.sendText("POST", READINGS + "/bulk?on_error=skip", NDJSON, rows);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.member("created")).isEqualTo(1L);
        assertThat(answer.text())
                .contains(
                        "{\"index\":1,\"line\":2,\"pointer\":\"/details/c\\u0000\","
                                + "\"code\":\"character\",",
                        "{\"index\":2,\"line\":3,\"pointer\":\"/text\",\"code\":\"character\",");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "text|a␀b|/text",
                "text|\"a,␀\"|/text",
                "details|\"{\"\"a\\u0000\"\":1}\"|/details/a␀",
                "tags|\"[\"\"\\u0000\"\"]\"|/tags/0"
            })
    void rejectsItInCsv(String column, String cell, String pointer) {
        String csv = "number," + column + "\n1," + cell.replace(SYMBOL, NUL) + "\n";

        assertRejected(server.sendText("POST", READINGS + "/bulk", "text/csv", csv), pointer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "?text=eq.a%00 /text",
                "?text=like.%25%00 /text",
                "?text=in.(a,%00) /text/1",
                "?details.text=starts_with.%00 /details.text",
                "?filters=%5B%7B%22field%22:%22text%22,%22operator%22:%22eq%22,"
                        + "%22value%22:%22%5Cu0000%22%7D%5D /filters/0/value",
                "/count?text=eq.%00 /text",
                "/stream?text=eq.%00 /text"
            })
    void refusesAFilterThatSearchesForIt(String query, String pointer) {
        Answer answer = server.send("GET", READINGS + query);

        assertRefused(answer, pointer);
    }

    @Test
    void refusesABodyThatSearchesForIt() {
        String filter = "{\"field\": \"text\", \"operator\": \"contains\", \"value\": \"\\u0000\"}";

        Answer answer =
                server.sendJson("POST", READINGS + "/query", "{\"filters\": [" + filter + "]}");

        assertRefused(answer, "/filters/0/value");
    }

    private static void assertRejected(Answer answer, String pointer) {
        assertThat(answer.status()).isEqualTo(422);
        assertFault(answer, pointer, "character");
    }

    private static void assertRefused(Answer answer, String pointer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.member("type")).isEqualTo("/problems/invalid-query");
        assertFault(answer, pointer, "invalid");
    }

    private static void assertFault(Answer answer, String pointer, String code) {
        List<?> errors = (List<?>) answer.member("errors");
        assertThat(errors).hasSize(1);
        Map<?, ?> error = (Map<?, ?>) errors.getFirst();
        assertThat(error.get("pointer")).isEqualTo(pointer.replace(SYMBOL, NUL));
        assertThat(error.get("code")).isEqualTo(code);
        assertThat((String) error.get("message")).contains("U+0000");
    }
}
