package io.tabularium.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.web.ApiServer.Answer;
import io.tabularium.adapter.web.admission.Bulkhead;
import io.tabularium.adapter.web.admission.Load;
import io.tabularium.adapter.web.admission.Within;
import io.tabularium.adapter.web.bulk.BulkController;
import io.tabularium.adapter.web.record.RecordCommandController;
import io.tabularium.adapter.web.record.RecordCreationController;
import io.tabularium.adapter.web.record.RecordPageController;
import io.tabularium.adapter.web.record.RecordQueryController;
import io.tabularium.adapter.web.record.RecordStreamController;
import io.tabularium.contract.InMemoryRecords;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Work of each kind is let in apart from the others, and all of it apart from health. */
final class AdmissionTest {

    private static final String COUNTERS = "/api/v1/records/counters";

    /** A client may have its answer a moment before the place is free. */
    private static final Bulkhead.Size ONE_AFTER_THE_OTHER =
            new Bulkhead.Size(1, 1, Duration.ofSeconds(30));

    private static final Bulkhead.Size ONE = new Bulkhead.Size(1, 0, Duration.ZERO);

    @ParameterizedTest
    @CsvSource({
        "WRITES, POST, ''",
        "QUERIES, POST, /query",
    })
    void refusesOneMoreBeforeItsBodyIsReadAndServesTheOthers(Load load, String method, String path)
            throws IOException {
        InMemoryRecords records = new InMemoryRecords();
        Front front = Front.ROOMY.with(load, ONE);
        try (ApiServer server = ApiServer.start(ApiServer.LIMITS, front, records, records);
                Socket first = server.connect()) {
            beginBody(first, method, COUNTERS + path);
            awaitInUse(server, load, 1);

            Answer refused = server.sendJson(method, COUNTERS + path, "not even JSON");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.member("type")).isEqualTo("/problems/overloaded");
            assertThat(refused.header("Retry-After")).isNotNull();
            assertThat(others(server, load)).allMatch(status -> status < 300);

            endBody(first, path);
            assertThat(new String(first.getInputStream().readNBytes(12), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 2");
            awaitInUse(server, load, 0);
        }
    }

    @Test
    void answersHealthAndMetricsWhileEveryPlaceIsTakenAndEveryoneWaits() throws IOException {
        InMemoryRecords records = new InMemoryRecords();
        Bulkhead.Size little = new Bulkhead.Size(2, 3, Duration.ofMinutes(1));
        Front front = Front.of(little);
        try (ApiServer server = ApiServer.start(ApiServer.LIMITS, front, records, records)) {
            Socket[] flood = new Socket[200];
            for (int i = 0; i < flood.length; i++) {
                flood[i] = server.connect();
                beginBody(flood[i], "POST", COUNTERS + (i % 2 == 0 ? "" : "/bulk"));
            }

            awaitInUse(server, Load.WRITES, 2);
            // Half of the places, as all have one address.
            awaitInUse(server, Load.SLOW_UPLOADS, 1);
            assertThat(server.send("GET", "/actuator/health").status()).isEqualTo(200);
            assertThat(server.send("GET", "/api/v1/schemas").status()).isEqualTo(200);
            for (Socket socket : flood) {
                socket.close();
            }
        }
    }

    @Test
    void givesEveryPlaceBackWhateverTheAnswer() {
        InMemoryRecords records = new InMemoryRecords();
        Front front = Front.of(ONE_AFTER_THE_OTHER);
        try (ApiServer server = ApiServer.start(ApiServer.LIMITS, front, records, records)) {
            for (int i = 0; i < 3; i++) {
                assertThat(server.sendJson("POST", COUNTERS, "{").status()).isEqualTo(400);
                assertThat(server.sendJson("POST", COUNTERS, "{}").status()).isEqualTo(201);
                assertThat(server.sendJson("POST", COUNTERS + "/bulk", "[1]").status())
                        .isEqualTo(422);
                assertThat(server.send("GET", COUNTERS + "?no=eq.1").status()).isEqualTo(400);
                assertThat(server.send("GET", COUNTERS + "/stream").status()).isEqualTo(200);
                assertThat(server.send("HEAD", COUNTERS + "/stream").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void everyEndpointForRecordsHasABulkhead() {
        assertThat(
                        Stream.of(
                                        BulkController.class,
                                        RecordCommandController.class,
                                        RecordCreationController.class,
                                        RecordPageController.class,
                                        RecordQueryController.class,
                                        RecordStreamController.class)
                                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                                .filter(AdmissionTest::isEndpoint))
                .isNotEmpty()
                .allMatch(method -> method.isAnnotationPresent(Within.class));
    }

    private static List<Integer> others(ApiServer server, Load load) {
        List<Integer> statuses = new ArrayList<>();
        for (Load other : Load.values()) {
            if (other != load) {
                statuses.add(
                        switch (other) {
                            case WRITES -> server.sendJson("POST", COUNTERS, "{}").status();
                            case UPLOADS, SLOW_UPLOADS, BULKS, BULK_ANSWERS ->
                                    server.sendJson("POST", COUNTERS + "/bulk", "[]").status();
                            case QUERIES -> server.send("GET", COUNTERS).status();
                            case STREAMS -> server.send("GET", COUNTERS + "/stream").status();
                            case FILES -> server.send("GET", ExplorerTest.script(server)).status();
                        });
            }
        }
        return statuses;
    }

    /** All of the head, and the beginning of a body that is valid once it has ended. */
    private static void beginBody(Socket socket, String method, String path) throws IOException {
        write(
                socket,
                method
                        + " "
                        + path
                        + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 2\r\n\r\n"
                        + (path.endsWith("/bulk") ? "[" : "{"));
    }

    private static void endBody(Socket socket, String path) throws IOException {
        write(socket, path.endsWith("/bulk") ? "]" : "}");
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void awaitInUse(ApiServer server, Load load, int number) {
        String line =
                "tabularium_bulkhead_in_use{bulkhead=\"%s\"} %d.0\n"
                        .formatted(load.name().toLowerCase(Locale.ROOT), number);
        while (!server.send("GET", "/actuator/prometheus").text().contains(line)) {
            Thread.onSpinWait();
        }
    }

    private static boolean isEndpoint(Method method) {
        return AnnotatedElementUtils.hasAnnotation(method, RequestMapping.class);
    }
}
