package io.tabularium.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.web.ApiServer.Answer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** POSTs that are sent more than once under one Idempotency-Key. */
final class IdempotencyTest {

    private static final String COUNTERS = "/api/v1/records/counters";
    private static final String ALL = "/api/v1/records";
    private static final AtomicInteger KEYS = new AtomicInteger();

    private static ApiServer server;

    private final String key = "key-" + KEYS.incrementAndGet();
    private final String name = "name-" + key;

    @BeforeAll
    static void start() {
        server = ApiServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** It is made again of the second request, so it must not matter what became of the record. */
    @Test
    void givesALargeFirstAnswerAgainByteForByte() {
        String large =
                "{\"name\": \"%s\", \"value\": 1.0}".formatted((name + " é\\n").repeat(5_000));
        Answer first = create(key, large);
        server.sendJson("PATCH", first.header("Location"), "{\"name\": \"another\"}");

        Answer second = create(key, large);
        server.send("DELETE", first.header("Location"));
        Answer third = create(key, large);

        assertThat(first.status()).isEqualTo(201);
        for (Answer again : List.of(second, third)) {
            assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
            assertSame(again, first);
        }
    }

    @Test
    void givesTheFirstAnswerAgainAndCreatesNothing() {
        Answer first = create(key, counter(1));
        server.sendJson("PATCH", first.header("Location"), "{\"value\": 2}");

        Answer second = create(key, counter(1));

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Idempotency-Replayed")).isNull();
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertSame(second, first);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void givesTheFirstAnswerAgainToAnotherAddress() throws IOException {
        create(key, counter(1));
        String request =
                """
                POST %s HTTP/1.1\r
                Host: localhost\r
                Connection: close\r
                Content-Type: application/json\r
                Idempotency-Key: %s\r
                Content-Length: %d\r
                \r
                %s"""
                        .formatted(COUNTERS, key, counter(1).length(), counter(1));

        try (Socket other =
                new Socket(
                        InetAddress.getLoopbackAddress(),
                        server.port(),
                        InetAddress.getByName("127.0.0.2"),
                        0)) {
            other.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 201 ")
                    .contains("Idempotency-Replayed: true");
        }
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void givesAnAnswerWithoutBodyAgain() {
        String[] headers = {"Idempotency-Key", key, "Prefer", "return=minimal"};
        Answer first = server.sendJson("POST", COUNTERS, counter(1), headers);

        Answer second = create(key, counter(1));

        assertThat(second.text()).isEmpty();
        assertThat(second.header("Preference-Applied")).isEqualTo("return=minimal");
        assertSame(second, first);
    }

    @Test
    void knowsRequestsThatNameTheSchemaInTheBody() {
        String body = "{\"data\": %s, \"schema_name\": \"counters\"}".formatted(counter(1));
        Answer first = server.sendJson("POST", ALL, body, "Idempotency-Key", key);

        Answer second = server.sendJson("POST", ALL, body, "Idempotency-Key", key);

        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertSame(second, first);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void takesTheSameAddressAndTypeWrittenInAnotherWayForTheSame() {
        Answer first = create(key, counter(1));

        Answer second =
                server.sendText(
                        "POST",
                        "/api/v1/records/%63ounters",
                        "Application/JSON; charset=utf-8",
                        counter(1),
                        "Idempotency-Key",
                        key);

        assertSame(second, first);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void refusesTheKeyForAnotherBody() {
        create(key, counter(1));

        Answer other = create(key, counter(2));

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.member("type")).isEqualTo("/problems/idempotency-key-reused");
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void refusesTheKeyForAnotherAddress() {
        String body = "{\"name\": \"%s\"}".formatted(name);
        create(key, body);

        Answer other =
                server.sendJson("POST", "/api/v1/records/stations", body, "Idempotency-Key", key);

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.member("type")).isEqualTo("/problems/idempotency-key-reused");
    }

    @Test
    void takesTheKeyAgainOfARequestThatWasRefused() {
        assertThat(create(key, "{\"name\": \"%s\", \"value\": \"x\"}".formatted(name)).status())
                .isEqualTo(422);
        assertThat(create(key, "{").status()).isEqualTo(400);

        Answer corrected = create(key, counter(1));

        assertThat(corrected.status()).isEqualTo(201);
        assertThat(corrected.header("Idempotency-Replayed")).isNull();
    }

    @Test
    void takesAKeyInQuotesForTheSame() {
        Answer first = create("\"" + key + "\"", counter(1));

        assertSame(create(key, counter(1)), first);
        assertThat(count()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", "  "})
    void refusesWhatIsNoKey(String value) {
        Answer refused = create(value, counter(1));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.member("type")).isEqualTo("/problems/malformed-request");
        assertThat(count()).isZero();
    }

    @Test
    void refusesAQuotedKeyAsLongAsAHeaderMayBe() {
        Answer refused = create('"' + "x".repeat(50_000) + '"', counter(1));

        assertThat(refused.status()).isEqualTo(400);
    }

    @Test
    void refusesKeysThatAreTooLongOrTooMany() {
        String longest = key + "x".repeat(255 - key.length());
        String[] two = {"Idempotency-Key", key, "Idempotency-Key", key};

        assertThat(create(longest, counter(1)).status()).isEqualTo(201);
        assertThat(create(longest + "x", counter(1)).status()).isEqualTo(400);
        assertThat(server.sendJson("POST", COUNTERS, counter(1), two).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "application/x-ndjson, '{\"name\": \"%1$s\"}%2$s{\"name\": \"%1$s\"}%2$s'",
        "application/json, '[{\"name\": \"%1$s\"}, {\"name\": \"%1$s\"}]'",
        "text/csv, 'name%2$s%1$s%2$s%1$s%2$s'"
    })
    void givesTheReportOfABulkLoadAgain(String type, String template) {
        String rows = template.formatted(name, "\n");
        Answer first = bulk(type, rows);

        Answer second = bulk(type, rows);
        Answer other = bulk(type, rows + " ");

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.member("created")).isEqualTo(2L);
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertSame(second, first);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.member("type")).isEqualTo("/problems/idempotency-key-reused");
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void givesTheReportOfABulkLoadInAnEnvelopeAgain() {
        String body =
                "{\"schema_name\": \"counters\", \"data\": [{\"name\": \"%s\"}]}".formatted(name);
        Answer first = server.sendJson("POST", ALL + "/bulk", body, "Idempotency-Key", key);

        Answer second = server.sendJson("POST", ALL + "/bulk", body, "Idempotency-Key", key);

        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertSame(second, first);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void givesThePartialReportOfABulkLoadAgain() {
        String rows = "{\"name\": \"%1$s\"}\n{\"name\": 5}\n".formatted(name);
        String path = COUNTERS + "/bulk?on_error=skip";
        String[] headers = {"Idempotency-Key", key, "Prefer", "return=representation"};
        Answer first = server.sendText("POST", path, "application/x-ndjson", rows, headers);

        Answer second = server.sendText("POST", path, "application/x-ndjson", rows, headers);

        assertThat(first.status()).isEqualTo(200);
        assertThat((List<?>) first.member("records")).hasSize(1);
        assertSame(second, first);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void returnsNoRecordsThatWouldBeTooMuchToKeep() {
        String row = "{\"name\": \"%s\"}\n".formatted("x".repeat(1_000));
        String[] headers = {"Idempotency-Key", key, "Prefer", "return=representation"};

        Answer answer =
                server.sendText(
                        "POST",
                        COUNTERS + "/bulk",
                        "application/x-ndjson",
                        row.repeat(2_000),
                        headers);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text()).doesNotContain("\"records\"");
        assertThat(answer.header("Preference-Applied")).isNull();
    }

    @Test
    void keepsNothingOfADryRunOrOfAnAbortedLoad() {
        String bad = "{\"name\": 5}\n";
        String good = "{\"name\": \"%s\"}\n".formatted(name);

        assertThat(bulk("application/x-ndjson", bad).status()).isEqualTo(422);
        String dryRun = COUNTERS + "/bulk?dry_run=true";
        assertThat(
                        server.sendText(
                                        "POST",
                                        dryRun,
                                        "application/x-ndjson",
                                        good,
                                        "Idempotency-Key",
                                        key)
                                .status())
                .isEqualTo(200);

        assertThat(bulk("application/x-ndjson", good).status()).isEqualTo(201);
    }

    @Test
    void refusesTheKeyOfALoadThatIsUnderWay() throws IOException {
        String row = "{\"name\": \"%s\"}\n".formatted(name);
        try (Socket upload = server.connect()) {
            upload.getOutputStream()
                    .write(
                            """
                            POST %s/bulk HTTP/1.1\r
                            Host: localhost\r
                            Connection: close\r
                            Content-Type: application/x-ndjson\r
                            Idempotency-Key: %s\r
                            Content-Length: %d\r
                            Expect: 100-continue\r
                            \r
                            """
                                    .formatted(COUNTERS, key, row.length())
                                    .getBytes(StandardCharsets.US_ASCII));
            // The server asks for the body once the load has begun.
            assertThat(new String(upload.getInputStream().readNBytes(12), StandardCharsets.UTF_8))
                    .isEqualTo("HTTP/1.1 100");

            Answer meanwhile = bulk("application/x-ndjson", row);

            assertThat(meanwhile.status()).isEqualTo(409);
            assertThat(meanwhile.member("type")).isEqualTo("/problems/request-in-progress");
            assertThat(meanwhile.header("Retry-After")).isNotNull();
            upload.getOutputStream().write(row.getBytes(StandardCharsets.UTF_8));
            assertThat(new String(upload.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("201");
        }
        assertThat(bulk("application/x-ndjson", row).header("Idempotency-Replayed"))
                .isEqualTo("true");
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void takesTheKeyAgainOfAnUploadThatBrokeOff() throws IOException {
        String row = "{\"name\": \"%s\"}\n".formatted(name);
        try (Socket upload = server.connect()) {
            upload.getOutputStream()
                    .write(
                            """
                            POST %s/bulk HTTP/1.1\r
                            Host: localhost\r
                            Content-Type: application/x-ndjson\r
                            Idempotency-Key: %s\r
                            Content-Length: 1000\r
                            \r
                            %s"""
                                    .formatted(COUNTERS, key, row)
                                    .getBytes(StandardCharsets.US_ASCII));
            upload.shutdownOutput();
            assertThat(new String(upload.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("400");
        }

        assertThat(bulk("application/x-ndjson", row).status()).isEqualTo(201);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void createsOnceOfManyAtTheSameTime() throws Exception {
        List<Future<Answer>> answers = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < 64; i++) {
                answers.add(clients.submit(() -> create(key, counter(1))));
            }
        }

        String first = null;
        for (Future<Answer> future : answers) {
            Answer answer = future.get();
            assertThat(answer.status()).isIn(201, 409);
            if (answer.status() == 201) {
                first = first == null ? answer.text() : first;
                assertThat(answer.text()).isEqualTo(first);
            }
        }
        assertThat(first).isNotNull();
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void holdsNoKeyAgainstReads() {
        String[] headers = {"Idempotency-Key", key};

        for (int i = 0; i < 2; i++) {
            Answer page = server.sendJson("POST", COUNTERS + "/query", "{\"size\": 1}", headers);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.header("Idempotency-Replayed")).isNull();
        }
    }

    private static Answer create(String idempotencyKey, String json) {
        return server.sendJson("POST", COUNTERS, json, "Idempotency-Key", idempotencyKey);
    }

    private Answer bulk(String type, String rows) {
        return server.sendText("POST", COUNTERS + "/bulk", type, rows, "Idempotency-Key", key);
    }

    private String counter(int value) {
        return "{\"name\": \"%s\", \"value\": %d}".formatted(name, value);
    }

    private long count() {
        return (long) server.send("GET", COUNTERS + "/count?name=eq." + name).member("count");
    }

    private static void assertSame(Answer again, Answer first) {
        assertThat(again.status()).isEqualTo(first.status());
        assertThat(again.text()).isEqualTo(first.text());
        for (String header : List.of("Location", "ETag", "Content-Type", "Preference-Applied")) {
            assertThat(again.header(header)).as(header).isEqualTo(first.header(header));
        }
    }
}
