package io.tabularium.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.web.ApiServer.Answer;
import io.tabularium.domain.record.RecordLimits;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

final class RecordCommandTest {

    private static final String COUNTERS = "/api/v1/records/counters/";
    private static final String READINGS = "/api/v1/records/readings/";

    private static ApiServer server;

    @BeforeAll
    static void start() {
        server = ApiServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void putMakesARecordUnderTheChosenIdentifier() {
        UUID id = UUID.randomUUID();

        Answer answer = server.sendJson("PUT", COUNTERS + id, "{\"value\": 1}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.member("id")).isEqualTo(id.toString());
        assertThat(answer.header("Location")).isEqualTo(COUNTERS + id);
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void putReplacesTheDataAsANewVersion() {
        String record = put("{\"name\": \"a\", \"value\": 1}");

        Answer answer = server.sendJson("PUT", record, "{\"value\": 1}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"2\"");
        assertThat(answer.header("Location")).isNull();
        assertThat(answer.text()).endsWith("\"data\":{\"name\":null,\"value\":1}}");
    }

    @Test
    void anIdentifierInUpperCaseIsTheSame() {
        String id = UUID.randomUUID().toString();
        server.sendJson("PUT", COUNTERS + id.toUpperCase(Locale.ROOT), "{}");

        Answer answer = server.sendJson("PUT", COUNTERS + id, "{}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.member("id")).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1", "0197a5b2", "a%2Fb", "..%5C"})
    void whatIsNoUuidNamesNoRecord(String id) {
        Answer put = server.sendJson("PUT", COUNTERS + id, "{}");
        Answer patch = server.sendJson("PATCH", COUNTERS + id, "{}");
        Answer delete = server.send("DELETE", COUNTERS + id);

        assertThat(put.status()).isEqualTo(400);
        assertThat(put.member("type")).isEqualTo("/problems/malformed-request");
        assertThat(patch.status()).isEqualTo(404);
        assertThat(patch.member("type")).isEqualTo("/problems/record-not-found");
        assertThat(delete.status()).isEqualTo(404);
        assertThat(delete.member("type")).isEqualTo("/problems/record-not-found");
    }

    @Test
    void patchMergesAndStoresNull() {
        String record =
                create(
                        READINGS,
                        "{\"text\": \"a\", \"number\": 1, \"details\": {\"a\": 1, \"b\": 2}}");

        Answer answer =
                server.sendText(
                        "PATCH",
                        record,
                        "application/merge-patch+json",
                        "{\"text\": null, \"details\": {\"a\": null, \"c\": 3}}");

        Map<?, ?> data = (Map<?, ?>) answer.member("data");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"2\"");
        assertThat(data.get("text")).isNull();
        assertThat(data.get("number")).isEqualTo(1L);
        assertThat(data.get("details")).isEqualTo(Map.of("b", 2L, "c", 3L));
    }

    @Test
    void aPatchThatChangesNothingMakesANewVersion() {
        String record = put("{\"value\": 1}");

        assertThat(server.sendJson("PATCH", record, "{}").header("ETag")).isEqualTo("\"2\"");
        assertThat(server.sendJson("PATCH", record, "{\"value\": 1}").header("ETag"))
                .isEqualTo("\"3\"");
    }

    @Test
    void refusesAPatchWhoseResultViolatesTheSchema() {
        String record = put("{\"value\": 1}");

        Answer answer = server.sendJson("PATCH", record, "{\"value\": \"1\", \"x\": 1}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("\"/value\"", "\"/x\"");
        assertThat(server.sendJson("PATCH", record, "{}").text()).contains("\"value\":1");
    }

    @Test
    void measuresTheResultOfAPatchLikeABody() {
        String part = "x".repeat(ApiServer.LIMITS.maxBodyBytes() / 2);
        String record = create(READINGS, "{\"text\": \"" + part + "\"}");

        Answer refused =
                server.sendJson("PATCH", record, "{\"details\": {\"note\": \"" + part + "\"}}");

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.member("type")).isEqualTo("/problems/too-large");
        assertThat(server.send("GET", record).header("ETag")).isEqualTo("\"1\"");
        assertThat(server.sendJson("PATCH", record, "{\"number\": 1}").status()).isEqualTo(200);
    }

    @Test
    void countsTheValuesOfThePatchedRecord() {
        String record = put("{\"value\": 0}");
        try (ApiServer roomy =
                ApiServer.start(new Limits(ApiServer.LIMITS.query(), 64 * 1024 * 1024, 1_000))) {
            String address = READINGS + record.substring(COUNTERS.length());
            assertThat(roomy.sendJson("PUT", address, members("a")).status()).isEqualTo(201);

            assertThat(roomy.sendJson("PATCH", address, members("b")).status()).isEqualTo(413);

            assertThat(roomy.sendJson("PATCH", address, members("a")).status()).isEqualTo(200);
            assertThat(roomy.send("DELETE", address).status()).isEqualTo(204);
        }
    }

    /** An object of half as many members as a record may have, and some more. */
    private static String members(String prefix) {
        return IntStream.rangeClosed(0, RecordLimits.MAX_VALUES / 2)
                .mapToObj(i -> "\"" + prefix + i + "\":1")
                .collect(Collectors.joining(",", "{\"details\":{\"extra\":{", "}}}"));
    }

    @Test
    void concurrentPatchesOfOneRecordAllSucceed() {
        String record = create(READINGS, "{\"details\": {}}");

        List<Integer> statuses =
                inParallel(
                                i ->
                                        server.sendJson(
                                                "PATCH",
                                                record,
                                                "{\"details\":{\"k" + i + "\":1}}"))
                        .stream()
                        .map(Answer::status)
                        .toList();

        assertThat(statuses).containsOnly(200);
        Map<?, ?> data = (Map<?, ?>) server.send("GET", record).member("data");
        assertThat((Map<?, ?>) data.get("details")).hasSize(statuses.size());
        assertThat(server.send("GET", record).header("ETag"))
                .isEqualTo("\"" + (statuses.size() + 1) + "\"");
    }

    @Test
    void patchesSucceedBesideAFloodOfReplacements() {
        String record = put("{\"name\": \"a\", \"value\": 1}");

        List<Answer> answers =
                inParallel(
                        i ->
                                i % 8 == 0
                                        ? server.sendJson("PATCH", record, "{\"name\": \"b\"}")
                                        : server.sendJson("PUT", record, "{\"value\": 2}"));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(server.send("GET", record).header("ETag"))
                .isEqualTo("\"" + (answers.size() + 1) + "\"");
    }

    @Test
    void ofPatchesOnOneVersionOneSucceeds() {
        String record = put("{\"value\": 1}");

        List<Integer> statuses =
                inParallel(i -> server.sendJson("PATCH", record, "{}", "If-Match", "\"1\""))
                        .stream()
                        .map(Answer::status)
                        .toList();

        assertThat(statuses).containsOnlyOnce(200);
        assertThat(statuses).filteredOn(status -> status == 412).hasSize(statuses.size() - 1);
    }

    @Test
    void refusesAPatchThatIsNoObject() {
        Answer answer = server.sendJson("PATCH", put("{}"), "[]");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.member("type")).isEqualTo("/problems/invalid-record");
    }

    @Test
    void namesThePatchFormatsItTakes() {
        Answer answer = server.sendText("PATCH", put("{}"), "application/json-patch+json", "[]");

        String accepted = "application/merge-patch+json, application/json";
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.header("Accept-Patch")).isEqualTo(accepted);
        assertThat(answer.header("Accept")).isEqualTo(accepted);
    }

    @Test
    void deletesOnce() {
        String record = put("{}");

        Answer deleted = server.send("DELETE", record);
        Answer again = server.send("DELETE", record);

        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.text()).isEmpty();
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.member("type")).isEqualTo("/problems/record-not-found");
    }

    @Test
    void answersMinimallyWhereAsked() {
        String record = put("{}");

        Answer put = server.sendJson("PUT", record, "{}", "Prefer", "return=minimal");
        Answer patch = server.sendJson("PATCH", record, "{}", "Prefer", "return=minimal");
        Answer created =
                server.sendJson(
                        "PUT", COUNTERS + UUID.randomUUID(), "{}", "Prefer", "return=minimal");

        assertThat(put.status()).isEqualTo(204);
        assertThat(put.header("ETag")).isEqualTo("\"2\"");
        assertThat(put.header("Preference-Applied")).isEqualTo("return=minimal");
        assertThat(patch.status()).isEqualTo(204);
        assertThat(patch.header("ETag")).isEqualTo("\"3\"");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"1\"", "*", "\"7\", \"1\"", "W/\"1\",\"1\"", ", \"1\" ,", "\"a,b\",\"1\""})
    void writesWhereTheVersionIsNamed(String ifMatch) {
        assertThat(server.sendJson("PUT", put("{}"), "{}", "If-Match", ifMatch).status())
                .isEqualTo(200);
        assertThat(server.sendJson("PATCH", put("{}"), "{}", "If-Match", ifMatch).status())
                .isEqualTo(200);
        assertThat(server.send("DELETE", put("{}"), "If-Match", ifMatch).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2\"", "W/\"1\"", "\"01\"", "\"\"", "\"x\"", "\"2\", \"3\""})
    void refusesToWriteWhereAnotherVersionIsNamed(String ifMatch) {
        String record = put("{}");

        assertPreconditionFailed(server.sendJson("PUT", record, "{}", "If-Match", ifMatch));
        assertPreconditionFailed(server.sendJson("PATCH", record, "{}", "If-Match", ifMatch));
        assertPreconditionFailed(server.send("DELETE", record, "If-Match", ifMatch));
        assertThat(server.send("DELETE", record, "If-Match", "\"1\"").status()).isEqualTo(204);
    }

    @Test
    void readsTagsFromEveryHeaderOfTheName() {
        Answer answer =
                server.sendJson("PUT", put("{}"), "{}", "If-Match", "\"5\"", "If-Match", "\"1\"");

        assertThat(answer.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", ",", "1", "\"1", "w/\"1\"", "\"1\" \"2\"", "*, \"1\"", "\"1\", *"})
    void refusesTagsThatAreNone(String ifMatch) {
        Answer answer = server.sendJson("PUT", put("{}"), "{}", "If-Match", ifMatch);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.member("type")).isEqualTo("/problems/malformed-request");
    }

    @Test
    void putMakesNoRecordWhereOneIsRequired() {
        String nowhere = COUNTERS + UUID.randomUUID();

        assertPreconditionFailed(server.sendJson("PUT", nowhere, "{}", "If-Match", "*"));
        assertPreconditionFailed(server.sendJson("PUT", nowhere, "{}", "If-Match", "\"1\""));
        assertThat(server.sendJson("PATCH", nowhere, "{}", "If-Match", "*").status())
                .isEqualTo(404);
    }

    @Test
    void putMakesARecordOnlyWhereThereIsNoneIfAsked() {
        String record = COUNTERS + UUID.randomUUID();

        assertThat(server.sendJson("PUT", record, "{}", "If-None-Match", "*").status())
                .isEqualTo(201);
        assertPreconditionFailed(server.sendJson("PUT", record, "{}", "If-None-Match", "*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"1\"", "x"})
    void refusesAnythingElseInIfNoneMatch(String ifNoneMatch) {
        Answer answer = server.sendJson("PUT", put("{}"), "{}", "If-None-Match", ifNoneMatch);

        assertThat(answer.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"PUT", "PATCH", "DELETE"})
    void refusesParameters(String method) {
        Answer answer = server.sendJson(method, put("{}") + "?force", "{}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.member("type")).isEqualTo("/problems/invalid-query");
    }

    @ParameterizedTest
    @CsvSource({"PUT", "PATCH", "DELETE"})
    void refusesAnUnknownSchemaFirst(String method) {
        Answer answer = server.sendText(method, "/api/v1/records/nothing/x?y", "text/plain", "{");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.member("type")).isEqualTo("/problems/unknown-schema");
    }

    private static void assertPreconditionFailed(Answer answer) {
        assertThat(answer.status()).isEqualTo(412);
        assertThat(answer.member("type")).isEqualTo("/problems/precondition-failed");
    }

    private static String put(String data) {
        String record = COUNTERS + UUID.randomUUID();
        assertThat(server.sendJson("PUT", record, data).status()).isEqualTo(201);
        return record;
    }

    /** The answers to as many requests at a time as the server takes in. */
    private static List<Answer> inParallel(IntFunction<Answer> request) {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers =
                    IntStream.range(0, 48)
                            .mapToObj(i -> clients.submit(() -> request.apply(i)))
                            .toList();
            clients.shutdown();
            return answers.stream().map(RecordCommandTest::result).toList();
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static String create(String records, String data) {
        Answer answer = server.sendJson("POST", records.substring(0, records.length() - 1), data);
        assertThat(answer.status()).isEqualTo(201);
        return answer.header("Location");
    }
}
