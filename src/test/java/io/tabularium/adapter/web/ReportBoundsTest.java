package io.tabularium.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.web.ApiServer.Answer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Reports stay small whatever a client sends, and say how many violations there were. */
final class ReportBoundsTest {

    private static final String READINGS = "/api/v1/records/readings";
    private static final String BULK = READINGS + "/bulk";
    private static final int MAX_REPORT_BYTES = 1024 * 1024;
    private static final int MAX_POINTER = 1_000;
    private static final int DEPTH = 97;
    private static final int ROWS = 100;

    /** 30 kB, with a thousand violations under a pointer of 20,000 characters. */
    private static final String DEEP = deep(1_000);

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
    @CsvSource({
        "on_error=abort, 422",
        "on_error=skip, 200",
        "dry_run=true, 200",
        "dry_run=true&on_error=skip, 200"
    })
    void boundsTheReportOfDeepRowsWithManyFaults(String options, int status) {
        String lines = (DEEP + "\n").repeat(ROWS);

        Answer answer =
                server.sendText("POST", BULK + "?" + options, "application/x-ndjson", lines);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.member("rejected")).isEqualTo((long) ROWS);
        assertThat(answer.member("error_count")).isEqualTo(ROWS * 1_000L);
        assertIsBounded(answer);
    }

    @Test
    void boundsTheReportOfAnArray() {
        Limits roomy = new Limits(ApiServer.LIMITS.query(), 64_000_000, 1_000);
        try (ApiServer other = ApiServer.start(roomy)) {
            String array = "[" + (DEEP + ",").repeat(ROWS - 1) + DEEP + "]";

            Answer answer = other.sendJson("POST", BULK, array);

            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.member("error_count")).isEqualTo(ROWS * 1_000L);
            assertIsBounded(answer);
        }
    }

    @Test
    void boundsTheReportOfCells() {
        String cell = deep(1_000).substring("{\"details\":".length()).replace("\"", "\"\"");
        String row = "\"" + cell.substring(0, cell.length() - 1) + "\"\n";

        Answer answer = server.sendText("POST", BULK, "text/csv", "details\n" + row.repeat(ROWS));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.member("error_count")).isEqualTo(ROWS * 1_000L);
        assertIsBounded(answer);
    }

    @Test
    void boundsTheReportOfOneRecord() {
        Answer answer = server.sendJson("POST", READINGS, deep(2_500));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.member("error_count")).isEqualTo(2_500L);
        assertThat(errors(answer)).hasSizeBetween(500, 1_000);
        assertIsBounded(answer);
    }

    @Test
    void escapesAndForeignLettersCountAsTheyAreWritten() {
        String key = "\\u0001é☃\\\"".repeat(200);
        String json = "{\"details\":{\"%s\":[%s]}}".formatted(key, list("\"\\udc00\"", 1_000));

        Answer answer = server.sendJson("POST", READINGS, json);

        assertThat(answer.status()).isEqualTo(422);
        assertIsBounded(answer);
    }

    @Test
    void saysNothingOfACountWhereNothingIsLeftOut() {
        String thousand = "{\"details\":{\"a\":[%s]}}".formatted(list("\"\\ud800\"", 1_000));

        Answer answer = server.sendJson("POST", READINGS, thousand);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(errors(answer)).hasSize(1_000);
        assertThat(answer.text()).doesNotContain("error_count");
    }

    @Test
    void countsUnknownPropertiesToTheLast() {
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < 1_200; i++) {
            json.append(i == 0 ? "" : ",").append("\"unknown").append(i).append("\":1");
        }

        Answer answer = server.sendJson("POST", READINGS, json.append('}').toString());

        assertThat(answer.status()).isEqualTo(422);
        assertThat(errors(answer)).hasSize(1_000);
        assertThat(answer.member("error_count")).isEqualTo(1_200L);
    }

    @Test
    void countsTheViolationsOfRowsBehindTheFirstHundred() {
        String line = "{\"number\":\"a\",\"flag\":1}\n";

        Answer answer = server.sendText("POST", BULK, "application/x-ndjson", line.repeat(150));

        assertThat(errors(answer)).hasSize(200);
        assertThat(answer.member("rejected")).isEqualTo(150L);
        assertThat(answer.member("error_count")).isEqualTo(300L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 500, 999, 1_000, 1_001, 5_000})
    void cutsPointersOfMoreThanAThousandCharacters(int length) {
        String key = "k".repeat(length);

        Answer answer = server.sendJson("POST", READINGS, "{\"%s\":1}".formatted(key));

        String pointer = (String) errors(answer).getFirst().get("pointer");
        assertThat(pointer)
                .isEqualTo(
                        length < MAX_POINTER ? "/" + key : "/" + "k".repeat(MAX_POINTER - 2) + "…");
    }

    private static void assertIsBounded(Answer answer) {
        assertThat(answer.text().getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(MAX_REPORT_BYTES);
        assertThat(errors(answer))
                .isNotEmpty()
                .allSatisfy(
                        error ->
                                assertThat((String) error.get("pointer"))
                                        .hasSizeLessThanOrEqualTo(MAX_POINTER));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> errors(Answer answer) {
        return (List<Map<String, Object>>) answer.member("errors");
    }

    /** A record with so many lone surrogates under many long keys. */
    private static String deep(int surrogates) {
        String key = "k".repeat(200);
        return "{\"details\":"
                + "{\"%s\":".formatted(key).repeat(DEPTH)
                + "["
                + list("\"\\ud800\"", surrogates)
                + "]"
                + "}".repeat(DEPTH)
                + "}";
    }

    private static String list(String element, int times) {
        return (element + ",").repeat(times - 1) + element;
    }
}
