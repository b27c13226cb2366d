package io.tabularium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Many large records at once, asked of a server whose heap holds few of them. Every request is
 * answered: by what it asked for, or by 503 where there is no room.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LargeRecordsIT {

    /** {@code large.heap} sets the heap of the server. */
    private static final String HEAP = System.getProperty("large.heap", "256m");

    private static final int RECORDS = 4;
    private static final int CHARACTERS = 9_000_000;

    private static final String SCHEMA =
            """
            {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object",
             "properties":{"title":{"type":"string","x-indexed":true},"body":{"type":"string"}},
             "required":["title"]}
            """;

    @TempDir private static Path folder;

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final List<String> IDS = new ArrayList<>();
    private static ServerProcess server;

    /** What came back of a large answer. */
    private record Answer(int status, long bytes, boolean retryAfter) {}

    @BeforeAll
    static void storeLargeRecords() throws Exception {
        Path schemas = Files.createDirectories(folder.resolve("schemas"));
        Files.writeString(schemas.resolve("documents.schema.json"), SCHEMA);
        server =
                ServerProcess.startAsDeployed(
                        folder, HEAP, "--tabularium.schemas.location=" + schemas);
        for (int i = 0; i < RECORDS; i++) {
            String json = "{\"title\":\"t" + i + "\",\"body\":\"" + body(i) + "\"}";
            HttpResponse<String> created =
                    server.send("POST", "/records/documents", json, "Prefer", "return=minimal");
            assertThat(created.statusCode()).isEqualTo(201);
            String location = created.headers().firstValue("Location").orElseThrow();
            IDS.add(location.substring(location.lastIndexOf('/') + 1));
        }
    }

    @AfterAll
    static void stop() {
        CLIENT.close();
        server.close();
    }

    @Test
    @Order(1)
    void answersManyFinds() throws Exception {
        List<Answer> answers = atOnce(90, i -> get("/records/documents/" + id(i)));

        assertEachIsAnswered(200, answers);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 200)
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(answer -> answer.bytes() > CHARACTERS);
    }

    @Test
    @Order(2)
    void answersManyPages() throws Exception {
        List<Answer> answers =
                atOnce(10, i -> get("/records/documents?size=2&page=" + (1 + i % (RECORDS / 2))));

        assertEachIsAnswered(200, answers);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 200)
                .allMatch(answer -> answer.bytes() > 2 * CHARACTERS);
    }

    @Test
    @Order(3)
    void refusesPageThatIsLargerThanTheHeap() throws Exception {
        assumeThat(HEAP).as("the heap for which there are as many records").isEqualTo("256m");

        Answer page = get("/records/documents?size=" + RECORDS);

        assertThat(page.status()).isEqualTo(503);
        assertThat(page.retryAfter()).isTrue();
    }

    @Test
    @Order(4)
    void readsPageOfTitlesWhateverTheRecordsAre() throws Exception {
        List<Answer> answers = atOnce(20, i -> get("/records/documents?fields=title"));

        assertThat(answers).allMatch(answer -> answer.status() == 200);
    }

    @Test
    @Order(5)
    void answersManyPatches() throws Exception {
        List<Answer> answers =
                atOnce(
                        20,
                        i ->
                                send(
                                        "PATCH",
                                        "/records/documents/" + id(i),
                                        "{\"title\":\"p" + i + "\"}"));

        assertEachIsAnswered(200, answers);
    }

    @Test
    @Order(6)
    void streamsToSeveralClients() throws Exception {
        List<Answer> answers = atOnce(6, i -> get("/records/documents/stream"));

        assertEachIsAnswered(200, answers);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 200)
                .allMatch(answer -> answer.bytes() > RECORDS * CHARACTERS);
    }

    @Test
    @Order(7)
    void keepsEveryByte() throws Exception {
        HttpResponse<String> last =
                server.get("/records/documents/" + id(0), BodyHandlers.ofString());

        assertThat(last.statusCode()).isEqualTo(200);
        assertThat(last.body().contains("\"body\":\"" + body(0) + "\"")).isTrue();
    }

    @Test
    @Order(8)
    void answersManyDeletions() throws Exception {
        List<Answer> answers =
                atOnce(2 * RECORDS, i -> send("DELETE", "/records/documents/" + id(i), ""));

        assertThat(answers.stream().map(Answer::status))
                .containsOnly(204, 404)
                .filteredOn(status -> status == 204)
                .hasSize(RECORDS);
    }

    private static String id(int i) {
        return IDS.get(i % RECORDS);
    }

    /** Letters at random, from a fixed seed. */
    private static String body(int seed) {
        byte[] letters = new byte[CHARACTERS];
        Random random = new Random(seed);
        for (int i = 0; i < letters.length; i++) {
            letters[i] = (byte) ('a' + random.nextInt(26));
        }
        return new String(letters, StandardCharsets.ISO_8859_1);
    }

    private static void assertEachIsAnswered(int success, List<Answer> answers) {
        assertThat(answers)
                .allMatch(answer -> answer.status() == success || answer.retryAfter())
                .extracting(Answer::status)
                .contains(success)
                .isSubsetOf(success, 503);
    }

    private static Answer get(String path) throws Exception {
        return send("GET", path, "");
    }

    private static Answer send(String method, String path, String json) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(server.api(path))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(json))
                        .build();
        long[] bytes = new long[1];
        HttpResponse<Void> response =
                CLIENT.send(
                        request,
                        BodyHandlers.ofByteArrayConsumer(
                                chunk -> chunk.ifPresent(some -> bytes[0] += some.length)));
        return new Answer(
                response.statusCode(),
                bytes[0],
                response.statusCode() == 503
                        && response.headers().firstValue("Retry-After").isPresent());
    }

    private interface Sending {
        Answer send(int number) throws Exception;
    }

    private static List<Answer> atOnce(int times, Sending sending) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
            List<Future<Answer>> running = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                int number = i;
                running.add(threads.submit(() -> sending.send(number)));
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> one : running) {
                answers.add(one.get());
            }
            return answers;
        }
    }
}
