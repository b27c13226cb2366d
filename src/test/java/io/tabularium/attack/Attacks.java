package io.tabularium.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tabularium.ServerProcess;
import io.tabularium.TestedEngine;
import io.tabularium.attack.Target.Answer;
import io.tabularium.fuzz.Vitals;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Nothing that clients send stops the server or starves its other clients. Each attack goes on
 * beside a {@link Bystander}. {@code -Dattack.heap} is the heap of the server in megabytes, {@code
 * -Dattack.rounds} says how often each attack is made.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class Attacks {

    private static final int HEAP_MEGABYTES = Integer.getInteger("attack.heap", 256);
    private static final int ROUNDS = Integer.getInteger("attack.rounds", 1);

    private static final String NDJSON = "application/x-ndjson";
    private static final String JSON = "application/json";
    private static final int MEGABYTE = 1 << 20;
    private static final long LARGEST_REPORT = 2L * MEGABYTE;

    private final TestedEngine engine;

    private ServerProcess server;
    private Target target;
    private Vitals before;

    /** A key of one round says nothing of another's. */
    private int round;

    @FunctionalInterface
    private interface Attack {
        void begin() throws Exception;
    }

    Attacks(TestedEngine engine) {
        this.engine = engine;
    }

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        assumeTrue(TestedEngine.chosen().anyMatch(engine::equals));
        List<String> options = new ArrayList<>(engine.newStorage());
        options.add("--tabularium.schemas.location=" + Schemas.write(folder));
        options.add("--tabularium.idempotency.max-size=16MB");
        // Records kept for readers are no leak.
        options.add("--tabularium.cache.max-size=4MB");
        server = ServerProcess.start(folder, HEAP_MEGABYTES + "m", options.toArray(String[]::new));
        target = new Target(server);
        assertThat(target.json("POST", "/records/notes", "{\"text\": \"first\"}").status())
                .isEqualTo(201);
        before = Vitals.of(server);
    }

    @AfterAll
    void memoryComesBack() throws Exception {
        // There is no server of an engine that was not chosen.
        if (server != null) {
            try (ServerProcess attacked = server;
                    Target _ = target) {
                before.awaitReturn(attacked);
            }
        }
    }

    @Test
    void reportsOfManyAndLongViolationsStaySmall() throws Exception {
        String document = Payloads.deepViolations();
        String lines = (document + "\n").repeat(100);
        String array = "[" + document + (", " + document).repeat(99) + "]";
        attack(
                () -> {
                    for (String options : List.of("", "?dry_run=true", "?on_error=skip")) {
                        assertSmallReport(bulk("documents", options, NDJSON, lines));
                    }
                    assertSmallReport(bulk("documents", "", JSON, array));
                    assertSmallReport(target.json("POST", "/records/documents", document));
                });
    }

    @Test
    void slowUploadsLeaveRoomForOthers() throws Exception {
        attack(
                () -> {
                    List<SlowUpload> slow = new ArrayList<>();
                    try {
                        for (int i = 0; i < 8; i++) {
                            slow.add(new SlowUpload(server.port(), "/records/notes/bulk"));
                        }
                        assertThat(bulk("notes", "", NDJSON, Payloads.notes(1_000)).status())
                                .isEqualTo(201);
                    } finally {
                        for (SlowUpload one : slow) {
                            one.close();
                        }
                    }
                });
    }

    @Test
    void largeAnswersDoNotFillTheStoreOfReceipts() throws Exception {
        attack(
                () -> {
                    for (int i = 0; i < 40; i++) {
                        Answer created = keyed("large-" + i, Payloads.large(MEGABYTE));
                        assertThat(created.status()).isEqualTo(201);
                        assertThat(target.delete(created.location()).status()).isEqualTo(204);
                    }
                    assertThat(keyed("small", Payloads.large(10)).status()).isEqualTo(201);
                });
    }

    @Test
    void sixteenStreamsAreServedWhole() throws Exception {
        attack(
                () -> {
                    bulk("notes", "", NDJSON, Payloads.notes(50_000));
                    List<Answer> streams =
                            target.atOnce(
                                    16, () -> target.get("/records/notes/stream?limit=50000"));
                    assertThat(streams)
                            .allMatch(stream -> stream.status() == 200)
                            .allMatch(stream -> stream.bytes() > 50_000L * 100);
                });
    }

    @Test
    void patchDoesNotMakeRecordThatIsTooLargeToRead() throws Exception {
        String record = Payloads.members(0, 200_000);
        String patch = Payloads.members(200_000, 200_000);
        attack(
                () -> {
                    String location = created("documents", record);
                    assertThat(target.json("PATCH", location, patch).status()).isEqualTo(413);
                    assertThat(target.get(location).status()).isEqualTo(200);
                    assertThat(target.delete(location).status()).isEqualTo(204);
                });
    }

    @Test
    void patchesDoNotAddUpToRecordThatIsTooLargeToRead() throws Exception {
        String patch = "{\"content\": {\"m%d\": \"" + "x".repeat(9 * MEGABYTE) + "\"}}";
        attack(
                () -> {
                    String location = created("documents", "{}");
                    List<Integer> statuses = new ArrayList<>();
                    for (int i = 0; i < 5; i++) {
                        statuses.add(target.json("PATCH", location, patch.formatted(i)).status());
                        assertThat(target.get(location).status()).isEqualTo(200);
                    }
                    assertThat(statuses).startsWith(200).endsWith(413).containsOnly(200, 413);
                    assertThat(target.delete(location).status()).isEqualTo(204);
                });
    }

    @Test
    void itemsOfEqualHashesAreToldApart() throws Exception {
        String items = Payloads.itemsOfEqualHashes();
        attack(
                () -> {
                    String location = created("sets", "{}");
                    assertThat(target.atOnce(4, () -> create("sets", items)))
                            .extracting(Answer::status)
                            .containsOnly(201);
                    assertThat(target.json("PATCH", location, items).status()).isEqualTo(200);
                });
    }

    @Test
    void patternsDoNotBacktrackWithoutEnd() throws Exception {
        String plain = Payloads.texts("plain", "a".repeat(5_000), 20);
        String looking = Payloads.texts("looking", "a".repeat(5_000) + "b", 20);
        attack(
                () -> {
                    assertThat(target.atOnce(8, () -> create("patterns", plain)))
                            .extracting(Answer::status)
                            .containsOnly(201);
                    assertThat(target.atOnce(8, () -> create("patterns", looking)))
                            .extracting(Answer::status)
                            .containsOnly(422);
                });
    }

    @Test
    void deepTreesAreJudgedOnce() throws Exception {
        attack(
                () -> {
                    for (String property : List.of("any", "one")) {
                        String good = Payloads.trees(property, "1", 100);
                        String bad = Payloads.trees(property, "true", 100);
                        assertThat(target.atOnce(4, () -> create("trees", good)))
                                .extracting(Answer::status)
                                .containsOnly(201);
                        assertThat(target.atOnce(4, () -> create("trees", bad)))
                                .extracting(Answer::status)
                                .containsOnly(422);
                    }
                });
    }

    @Test
    void largeQueriesAreServedOrRefused() throws Exception {
        String query = Payloads.query(200_000);
        attack(
                () ->
                        assertThat(
                                        target.atOnce(
                                                16,
                                                () ->
                                                        target.json(
                                                                "POST",
                                                                "/records/notes/query",
                                                                query)))
                                .extracting(Answer::status)
                                .isSubsetOf(200, 400, 413, 503));
    }

    private void attack(Attack attack) throws Exception {
        for (round = 0; round < ROUNDS; round++) {
            try (Bystander _ = new Bystander(target)) {
                attack.begin();
            }
            assertThat(target.get(created("notes", "{\"text\": \"after\"}")).status())
                    .isEqualTo(200);
            target.assertNeverFailed();
            assertThat(server.log()).doesNotContain("OutOfMemoryError");
        }
    }

    private Answer create(String schema, String record) throws Exception {
        return target.json("POST", "/records/" + schema, record);
    }

    /** Where the record was created. */
    private String created(String schema, String record) throws Exception {
        Answer answer = create(schema, record);
        assertThat(answer.status()).isEqualTo(201);
        return answer.location();
    }

    private Answer bulk(String schema, String options, String type, String body) throws Exception {
        return target.post(
                "/records/" + schema + "/bulk" + options, type, BodyPublishers.ofString(body));
    }

    private Answer keyed(String key, String record) throws Exception {
        return target.post(
                "/records/documents",
                JSON,
                BodyPublishers.ofString(record),
                "Idempotency-Key",
                "%s-%d".formatted(key, round));
    }

    private static void assertSmallReport(Answer answer) {
        assertThat(answer.status()).isIn(200, 422, 413, 503);
        assertThat(answer.bytes()).isLessThan(LARGEST_REPORT);
    }
}
