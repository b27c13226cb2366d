package io.tabularium.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;

import io.tabularium.adapter.web.ApiServer.Answer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What callers may do with the grants that they have, and what is written down of it. */
final class GrantedAccessTest {

    private static final String RECORDS = "/api/v1/records/airfields";
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final KeyRing KEYS = new KeyRing();
    private static final String[] READER = KEYS.key("reader", "records:airfields:read");
    private static final String[] WRITER = KEYS.key("writer", "records:airfields:write");
    private static final String[] EDITOR =
            KEYS.key("editor", "records:airfields:read", "records:airfields:write");
    private static final String[] VIEWER = KEYS.key("viewer", "schemas:read");
    private static final String[] OPERATOR = KEYS.key("operator", "operations");

    @TempDir static Path folder;
    private static ApiServer server;

    private final Logger audit = (Logger) LoggerFactory.getLogger("io.tabularium.audit");
    private final BlockingQueue<ILoggingEvent> lines = new LinkedBlockingQueue<>();
    private final AppenderBase<ILoggingEvent> appender =
            new AppenderBase<>() {
                @Override
                protected void append(ILoggingEvent event) {
                    lines.add(event);
                }
            };

    @BeforeAll
    static void start() throws IOException {
        server = ApiServer.startWith(KEYS.writeTo(folder));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void listen() {
        appender.start();
        audit.setLevel(Level.INFO);
        audit.addAppender(appender);
    }

    @AfterEach
    void leave() {
        audit.detachAppender(appender);
        audit.setLevel(null);
    }

    @Test
    void letsReadersReadAndNothingElse() {
        for (String path : List.of("", "/count", "/stream")) {
            assertThat(server.send("GET", RECORDS + path, READER).status()).isEqualTo(200);
        }
        assertThat(server.sendJson("POST", RECORDS + "/query", "{}", READER).status())
                .isEqualTo(200);
        assertThat(server.sendJson("POST", RECORDS, airfield("RRR"), READER).status())
                .isEqualTo(403);
        assertThat(server.sendJson("POST", RECORDS + "/bulk", "[]", READER).status())
                .isEqualTo(403);
    }

    @Test
    void letsWritersWriteAndShowsThemNothingThatWasThereBefore() {
        Answer made = server.sendJson("POST", RECORDS, airfield("WWW"), WRITER);
        String record = made.header("Location");

        assertThat(made.status()).isEqualTo(201);
        assertThat(server.send("GET", record, WRITER).status()).isEqualTo(403);
        assertThat(server.sendJson("POST", RECORDS + "/query", "{}", WRITER).status())
                .isEqualTo(403);
        Answer patched =
                server.sendJson(
                        "PATCH", record, "{}", with(WRITER, "Prefer", "return=representation"));
        assertThat(patched.status()).isEqualTo(204);
        assertThat(patched.text()).isEmpty();
        assertThat(patched.header("Preference-Applied")).isEqualTo("return=minimal");
        assertThat(patched.header("ETag")).isEqualTo("\"2\"");
        assertThat(server.sendJson("PATCH", record, "{}", EDITOR).status()).isEqualTo(200);
        assertThat(server.send("DELETE", record, WRITER).status()).isEqualTo(204);
    }

    @Test
    void asksForTheGrantOfTheSchemaThatTheBodyNames() {
        String own = "{\"schema_name\": \"airfields\", \"data\": %s}".formatted(airfield("BBB"));
        String foreign = "{\"data\": {}, \"schema_name\": \"counters\"}";
        String unknown = "{\"data\": {}, \"schema_name\": \"nothing\"}";

        assertThat(server.sendJson("POST", "/api/v1/records", own, WRITER).status()).isEqualTo(201);
        assertThat(server.sendJson("POST", "/api/v1/records", foreign, WRITER).status())
                .isEqualTo(403);
        assertThat(server.sendJson("POST", "/api/v1/records", unknown, WRITER).status())
                .isEqualTo(403);
        String bulk = "{\"data\": [], \"schema_name\": \"counters\"}";
        assertThat(server.sendJson("POST", "/api/v1/records/bulk", bulk, WRITER).status())
                .isEqualTo(403);
    }

    @Test
    void listsTheSchemasThatTheCallerMaySee() {
        assertThat(schemas(READER)).containsExactly("airfields");
        assertThat(schemas(WRITER)).containsExactly("airfields");
        assertThat(schemas(VIEWER)).contains("airfields", "counters", "readings");
        assertThat(schemas(OPERATOR)).isEmpty();
        assertThat(server.send("GET", "/api/v1/schemas/airfields", READER).status()).isEqualTo(200);
        assertThat(server.send("GET", "/api/v1/schemas/counters", READER).status()).isEqualTo(403);
        assertThat(server.send("GET", "/api/v1/schemas/nothing", READER).status()).isEqualTo(403);
        assertThat(server.send("GET", "/api/v1/schemas/nothing", VIEWER).status()).isEqualTo(404);
    }

    @Test
    void letsOperatorsOperateAndNobodyElse() {
        assertThat(server.send("GET", "/actuator/prometheus", OPERATOR).status()).isEqualTo(200);
        assertThat(server.send("GET", "/actuator/prometheus", EDITOR).status()).isEqualTo(403);
        assertThat(server.send("GET", RECORDS, OPERATOR).status()).isEqualTo(403);
    }

    @Test
    void doesNotTakeOneCallersIdempotencyKeyForAnothers() {
        String[] first = with(WRITER, "Idempotency-Key", "1");
        String[] second = with(EDITOR, "Idempotency-Key", "1");

        Answer one = server.sendJson("POST", RECORDS, airfield("KEY"), first);
        Answer other = server.sendJson("POST", RECORDS, airfield("YEK"), second);
        Answer again = server.sendJson("POST", RECORDS, airfield("KEY"), first);
        assertThat(one.status()).isEqualTo(201);
        assertThat(other.status()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.text()).isEqualTo(one.text());
    }

    @Test
    void writesALineForEachWriteAndRefusalAndNoneForReads() throws InterruptedException {
        Answer made = server.sendJson("POST", RECORDS, airfield("LOG"), traced(WRITER));
        server.sendJson("POST", RECORDS, "{}", traced(WRITER));
        server.send("GET", RECORDS, traced(READER));
        server.sendJson("POST", RECORDS + "/query", "{}", traced(READER));
        server.send("GET", RECORDS, traced(WRITER));
        server.send("GET", RECORDS, traced());

        // A line is written when the answer is out, and may come after that of the next request.
        assertThat(tracedLines(4))
                .containsExactlyInAnyOrder(
                        "key:writer POST %s 201 127.0.0.1".formatted(made.header("Location")),
                        "key:writer POST %s 422 127.0.0.1".formatted(RECORDS),
                        "key:writer GET %s 403 127.0.0.1".formatted(RECORDS),
                        "anonymous GET %s 401 127.0.0.1".formatted(RECORDS));
    }

    /** The lines of requests that were {@link #traced}, once there are so many. */
    private List<String> tracedLines(int expected) throws InterruptedException {
        List<String> texts = new ArrayList<>();
        while (texts.size() < expected) {
            ILoggingEvent event = lines.poll(10, TimeUnit.SECONDS);
            assertThat(event).as("a line after %s", texts).isNotNull();
            if (TRACE.equals(pairs(event).get("trace_id"))) {
                texts.add(line(event));
            }
        }
        return texts;
    }

    @Test
    void sendsTheHeadersThatKeepBrowsersFromHarmWithEveryAnswer() {
        List<Answer> answers =
                List.of(
                        server.send("GET", RECORDS, READER),
                        server.send("GET", RECORDS + "/stream", READER),
                        server.send("GET", RECORDS + "/" + "x", READER),
                        server.send("GET", RECORDS),
                        server.send("GET", "/actuator/health"));
        for (Answer answer : answers) {
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'none'");
            assertThat(answer.header("Cache-Control")).isEqualTo("private, no-cache");
            assertThat(answer.header("Strict-Transport-Security")).isNull();
        }
    }

    private static List<Object> schemas(String[] caller) {
        return ((List<?>) server.send("GET", "/api/v1/schemas", caller).json())
                .stream().map(schema -> (Object) ((Map<?, ?>) schema).get("name")).toList();
    }

    private static String line(ILoggingEvent event) {
        Map<String, Object> pairs = pairs(event);
        return "%s %s %s %s %s"
                .formatted(
                        pairs.get("caller"),
                        pairs.get("method"),
                        pairs.get("resource"),
                        pairs.get("status"),
                        pairs.get("peer"));
    }

    private static Map<String, Object> pairs(ILoggingEvent event) {
        return event.getKeyValuePairs().stream()
                .collect(
                        Collectors.toMap(
                                (KeyValuePair pair) -> pair.key,
                                (KeyValuePair pair) -> pair.value));
    }

    private static String[] traced(String... caller) {
        return with(caller, "traceparent", "00-%s-b7ad6b7169203331-01".formatted(TRACE));
    }

    private static String[] with(String[] caller, String name, String value) {
        return Stream.concat(Stream.of(caller), Stream.of(name, value)).toArray(String[]::new);
    }

    private static String airfield(String code) {
        return "{\"code\": \"%s\", \"name\": \"n\", \"latitude\": 1, \"longitude\": 2}"
                .formatted(code);
    }
}
