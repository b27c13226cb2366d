package io.tabularium.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.adapter.web.ApiServer.Answer;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What is refused before a controller is reached, by Spring or by Tomcat. */
final class RefusalTest {

    private static final String CLOSE = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    private static final int HEADER_LIMIT = 64 * 1024;

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
    @ValueSource(
            strings = {
                "GET /api/v1/a b HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /api/v1/{a} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /api/%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /../x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                "GET /x HTTP/1.1\r\nConnection: close\r\n\r\n",
                "GET /x HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n",
                "GET /x HTTP/1.1\r\nHost: localhost\r\nBad Header: x\r\n\r\n",
                "GET /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "NONSENSE\r\n\r\n",
                "\u0016\u0003\u0001\r\n\r\n"
            })
    void malformedRequestsAreProblems(String request) {
        RawAnswer answer = RawAnswer.of(server.sendRaw(request));

        assertThat(answer.status()).isEqualTo(400);
        answer.assertIsProblem("/problems/malformed-request");
    }

    @ParameterizedTest
    @CsvSource({"HTTP/3.0, X: x, 505", "HTTP/1.1, Transfer-Encoding: other, 501"})
    void protocolsTheServerDoesNotSpeakAreProblems(String version, String header, int status) {
        String request =
                "GET /x %s\r\nHost: localhost\r\n%s\r\nConnection: close\r\n\r\n"
                        .formatted(version, header);

        RawAnswer answer = RawAnswer.of(server.sendRaw(request));

        assertThat(answer.status()).isEqualTo(status);
        answer.assertIsProblem("/problems/malformed-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"readin%2Fess", "readi%2f..%2fness", "%2F", "readiness/%2f"})
    void findsNoEndpointUnderANameWithASlash(String name) {
        String request =
                "GET /actuator/health/%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                        .formatted(name);

        RawAnswer answer = RawAnswer.of(server.sendRaw(request));

        assertThat(answer.status()).isEqualTo(404);
        answer.assertIsProblem("/problems/not-found");
    }

    @ParameterizedTest
    @MethodSource("beyondTheLimits")
    void holdsBodiesOfUnknownLengthToTheSameLimits(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);

        Answer answer =
                server.send(
                        "POST",
                        "/api/v1/records/counters",
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)),
                        "Content-Type",
                        "application/json");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.member("type")).isEqualTo("/problems/too-large");
    }

    static List<String> beyondTheLimits() {
        return List.of(
                "{\"name\": %s1%s}".formatted("[".repeat(101), "]".repeat(101)),
                "{\"value\": %s}".formatted("1".repeat(1_001)),
                "{\"%s\": 1}".formatted("k".repeat(10_001)),
                "{\"name\": \"%s\"}".formatted("x".repeat(ApiServer.LIMITS.maxBodyBytes())));
    }

    @ParameterizedTest
    @CsvSource({
        "'', application/json, '{\"name\": [%s]}'",
        "/bulk, application/json, '[{\"name\": [%s]}]'",
        "/query, application/json, '{\"filters\": [%s]}'"
    })
    void refusesMoreValuesThanOneRecordMayHave(String path, String type, String template) {
        Limits roomy = new Limits(ApiServer.LIMITS.query(), 64_000_000, 10);
        try (ApiServer other = ApiServer.start(roomy)) {
            String values = "1,".repeat(260_000) + "1";
            Answer answer =
                    other.sendText(
                            "POST",
                            "/api/v1/records/counters" + path,
                            type,
                            template.formatted(values));

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.member("type")).isEqualTo("/problems/too-large");
        }
    }

    @Test
    void takesARequestLineAndAHeaderOfTheGreatestSize() {
        String query = "x".repeat(HEADER_LIMIT - 200);
        String header = "\r\nA: " + "a".repeat(HEADER_LIMIT - 200);

        RawAnswer answer =
                RawAnswer.of(
                        server.sendRaw(
                                "DELETE /api/v1/records/counters/x?"
                                        + query
                                        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close"
                                        + header
                                        + "\r\n\r\n"));

        assertThat(answer.status()).isEqualTo(404);
        answer.assertIsProblem("/problems/record-not-found");
    }

    @Test
    void refusesARequestLineBeyondIt() {
        RawAnswer answer =
                RawAnswer.of(server.sendRaw("GET /" + "x".repeat(3 * HEADER_LIMIT) + CLOSE));

        assertThat(answer.status()).isEqualTo(400);
        answer.assertIsProblem("/problems/malformed-request");
    }

    @Test
    void takesRawCharactersInAQueryString() {
        RawAnswer answer =
                RawAnswer.of(
                        server.sendRaw(
                                "DELETE /api/v1/records/counters/x?a=[1]{\"b\"|<c>\\^`}" + CLOSE));

        assertThat(answer.status()).isEqualTo(404);
    }

    @Test
    void refusesToTrace() {
        RawAnswer answer = RawAnswer.of(server.sendRaw("TRACE /api/v1/records" + CLOSE));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.head())
                .contains("\r\nAllow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS\r\n");
        answer.assertIsProblem("/problems/method-not-allowed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    application/json;q=0               | 406
                    application/json;q=0, */*          | 406
                    application/*;q=0.0, */*;q=1       | 406
                    application/json, */*;q=0          | 200
                    application/json;q=0.001           | 200
                    """)
    void servesNothingThatHasNoWeight(String accept, int status) {
        assertThat(server.send("GET", "/api/v1/schemas", "Accept", accept).status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /api/v1/records, 'OPTIONS, POST'",
        "GET, /api/v1/records, 'OPTIONS, POST'",
        "NONSENSE, /api/v1/records, 'OPTIONS, POST'",
        "GET, /api/v1/records/bulk, 'OPTIONS, POST'",
        "DELETE, /api/v1/records/bulk, 'OPTIONS, POST'",
        "GET, /api/v1/records/counters/bulk, 'OPTIONS, POST'",
        "PUT, /api/v1/records/counters/bulk, 'OPTIONS, POST'",
        "PATCH, /api/v1/records/counters/bulk, 'OPTIONS, POST'",
        "DELETE, /api/v1/records/counters/bulk, 'OPTIONS, POST'"
    })
    void namesTheMethodsThatAreAllowed(String method, String path, String allowed) {
        Answer answer = server.send(method, path);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo(allowed);
        assertThat(answer.member("type")).isEqualTo("/problems/method-not-allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1",
                "/api/v2/records",
                "/api/v1/records/counters/",
                "/api/v1/records/counters/a/b",
                "/api/v1/records/bulk/bulk",
                "/error",
                "/index.html"
            })
    void thereIsNothingElsewhere(String path) {
        for (String method : new String[] {"GET", "POST", "DELETE"}) {
            Answer answer = server.send(method, path);

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.member("type")).isEqualTo("/problems/not-found");
            assertThat(answer.member("instance")).isEqualTo(path);
        }
    }

    @Test
    void aProblemHasNoBodyForHead() {
        Answer answer = server.send("HEAD", "/nowhere");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.text()).isEmpty();
    }

    @Test
    void aProblemIsAnsweredWhateverIsAccepted() {
        Answer answer = server.send("DELETE", "/api/v1/records/counters/x", "Accept", "text/csv");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/csv", "text/html, image/png"})
    void refusesToAnswerInWhatItDoesNotSpeak(String accept) {
        Answer answer = server.sendJson("POST", "/api/v1/records/counters", "{}", "Accept", accept);

        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.member("type")).isEqualTo("/problems/not-acceptable");
        assertThat((String) answer.member("detail")).contains("application/json");
    }

    @Test
    void theInstanceIsThePathWithoutTheQuery() {
        Answer answer = server.send("GET", "/nowhere?secret=1");

        assertThat(answer.member("instance")).isEqualTo("/nowhere");
    }

    @Test
    void takesTheTraceOfTheCaller() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";

        Answer answer =
                server.send(
                        "GET", "/nowhere", "traceparent", "00-" + trace + "-00f067aa0ba902b7-01");

        assertThat(answer.member("trace_id")).isEqualTo(trace);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "nonsense"
            })
    void makesATraceOfItsOwnWhereTheCallersIsNotValid(String traceparent) {
        Answer first = server.send("GET", "/nowhere", "traceparent", traceparent);
        Answer second = server.send("GET", "/nowhere", "traceparent", traceparent);

        assertThat((String) first.member("trace_id")).matches("[0-9a-f]{32}");
        assertThat(first.member("trace_id")).isNotEqualTo(second.member("trace_id"));
    }

    private record RawAnswer(int status, String head, String body) {

        static RawAnswer of(String text) {
            int end = text.indexOf("\r\n\r\n");
            return new RawAnswer(
                    Integer.parseInt(text.substring(9, 12)),
                    text.substring(0, end + 2),
                    text.substring(end + 4));
        }

        void assertIsProblem(String type) {
            assertThat(head).contains("\r\nContent-Type: application/problem+json\r\n");
            assertThat(head).doesNotContainIgnoringCase("\r\nServer:");
            assertThat(body).doesNotContainIgnoringCase("tomcat").doesNotContain("Exception");
            assertThat(new JsonReader(1_000_000).read(body))
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsEntry("type", type)
                    .containsEntry("status", (long) status)
                    .containsKeys("title", "detail", "trace_id");
        }
    }

    /** What takes the square of a header's length would not be done within the time. */
    @ParameterizedTest
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /api/v1/records/airfields | Prefer          | a   | \"",
                "POST | /api/v1/records/airfields | Prefer          | 'a ' | \"",
                "POST | /api/v1/records/airfields | Prefer          | \"   | x",
                "GET  | /openapi.json             | Accept-Encoding | ' ' | x",
                "GET  | /openapi.json             | Accept-Encoding | ,   | gzip",
                "GET  | /api/v1/schemas           | Accept          | 'a ' | /",
                "GET  | /api/v1/records/airfields/0197a5b2-0000-7000-8000-000000000000"
                        + " | If-None-Match | '\" ' | x",
                "GET  | /api/v1/schemas           | Accept-Language | 'en,' | en"
            })
    void goesThroughALongHeaderOnce(
            String method, String path, String header, String repeated, String end) {
        String value = "gzip" + repeated.repeat(60_000 / repeated.length()) + end;
        String answer =
                server.sendRaw(
                        "%s %s HTTP/1.1\r\nHost: localhost\r\n%s: %s\r\nContent-Length: 0\r\n"
                                        .formatted(method, path, header, value)
                                + "Connection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 ").doesNotStartWith("HTTP/1.1 5");
    }
}
