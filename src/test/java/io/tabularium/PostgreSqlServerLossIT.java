package io.tabularium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** The PostgreSQL server ends connections, ends itself, and comes back. */
@Timeout(180)
final class PostgreSqlServerLossIT {

    private static final String READINESS = "/actuator/health/readiness";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int CUTS = 5;
    private static final int STREAMED = 200_000;

    /** The connections that are at work on a statement of ours, or hold a transaction open. */
    private static final String AT_WORK =
            "SELECT query FROM pg_stat_activity"
                    + " WHERE application_name = 'tabularium' AND state <> 'idle'"
                    + " AND query NOT LIKE 'SHOW %'";

    /** Commits that wait for a standby. */
    private static final String WAITING_COMMITS =
            "SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep'";

    @TempDir private static Path postgreSqlFolder;
    private static PostgreSqlProcess postgreSql;

    @TempDir Path folder;

    private String schema;

    @BeforeAll
    static void startPostgreSql() throws IOException {
        postgreSql = PostgreSqlProcess.start(postgreSqlFolder);
    }

    @AfterAll
    static void stopPostgreSql() throws IOException {
        postgreSql.close();
    }

    @BeforeEach
    void name() {
        schema = PostgreSqlServer.newSchema();
    }

    /** How the PostgreSQL server ends. */
    enum Loss {
        KILLED,
        STOPPED_IMMEDIATELY
    }

    @Test
    void losesNothingWhenConnectionsAreCut() throws Exception {
        try (ServerProcess server = start();
                CreatingClients clients = new CreatingClients(server)) {
            for (int i = 0; i < CUTS; i++) {
                clients.awaitMore(50);
                postgreSql.terminateConnections();
                clients.awaitMore(1);
            }
            assertThat(server.log()).doesNotContain("server_lost");
            clients.endAndCompare();
        }
    }

    @ParameterizedTest
    @EnumSource
    void losesNothingWhenTheServerGoesAndComesBack(Loss loss) throws Exception {
        try (ServerProcess server = start();
                CreatingClients clients = new CreatingClients(server)) {
            clients.awaitMore(100);
            end(loss);
            clients.awaitRefusal();
            awaitTrue("readiness is down", () -> !isReady(server));
            assertThat(server.operate("GET", READINESS).body())
                    .contains("reason")
                    .contains("database server");
            clients.awaitRefusal();

            postgreSql.startAgain();
            long back = System.nanoTime();
            awaitTrue("readiness is up", () -> isReady(server));
            clients.awaitMore(100);
            assertThat(Duration.ofNanos(System.nanoTime() - back))
                    .isLessThan(PATIENCE.dividedBy(2));
            clients.endAndCompare();
        }
    }

    @Test
    void noticesTheLossWithoutAnyRequest() throws Exception {
        try (ServerProcess server = start()) {
            end(Loss.STOPPED_IMMEDIATELY);
            awaitTrue("readiness is down", () -> !isReady(server));
            postgreSql.startAgain();
            awaitTrue("readiness is up", () -> isReady(server));
        }
    }

    @Test
    void breaksAStreamThatIsCutOff() throws Exception {
        try (ServerProcess server = start()) {
            load(server);
            HttpResponse<InputStream> stream =
                    server.get("/records/notes/stream", BodyHandlers.ofInputStream());
            try (BufferedReader lines = lines(stream)) {
                assertThat(lines.readLine()).contains("number");
                postgreSql.terminateConnections();
                assertThatThrownBy(
                                () -> {
                                    while (lines.readLine() != null) {
                                        assertThat(stream.statusCode()).isEqualTo(200);
                                    }
                                })
                        .isInstanceOf(IOException.class);
            }
        }
    }

    /** The server cancels a commit that waits for a standby, and then says that it is done. */
    @Test
    void acknowledgesNoWriteThatNoStandbyHas() throws Exception {
        try (ServerProcess server = start("--tabularium.limits.query-timeout=500ms")) {
            assertThat(create(server, 1).statusCode()).isEqualTo(201);
            postgreSql.commitOnlyWithMissingStandby();
            for (HttpResponse<String> answer :
                    List.of(
                            create(server, 2),
                            create(server, 3, "Idempotency-Key", "a"),
                            create(server, 3, "Idempotency-Key", "a"),
                            create(server, 4))) {
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            }
            awaitTrue("no commit waits", () -> postgreSql.column(WAITING_COMMITS).isEmpty());
            postgreSql.commitOnlyWith("");
            awaitTrue("a write is acknowledged", () -> create(server, 5).statusCode() == 201);
            HttpResponse<String> repeated = create(server, 3, "Idempotency-Key", "a");
            assertThat(repeated.statusCode()).as(repeated.body()).isEqualTo(201);
        } finally {
            postgreSql.commitOnlyWith("");
        }
    }

    private static HttpResponse<String> create(ServerProcess server, int number, String... headers)
            throws Exception {
        return server.send("POST", "/records/notes", "{\"number\": " + number + "}", headers);
    }

    @Test
    void leavesNoQueryBehindWhoseTimeIsOver() throws Exception {
        try (ServerProcess server = start("--tabularium.limits.query-timeout=300ms")) {
            // The first read connects. A count would be kept, and be answered without a query.
            assertThat(
                            server.get("/records/notes?count=none", BodyHandlers.discarding())
                                    .statusCode())
                    .isEqualTo(200);
            refuseInTime(server);
        }
    }

    private void refuseInTime(ServerProcess server) throws Exception {
        try (AutoCloseable lock = postgreSql.lock(table())) {
            for (String query : List.of("?count=none", "/count", "/stream")) {
                HttpResponse<String> slow =
                        server.get("/records/notes" + query, BodyHandlers.ofString());

                assertThat(slow.statusCode()).as(slow.body()).isEqualTo(504);
                awaitNoQuery();
            }
            assertThat(lock).isNotNull();
        }
    }

    @Test
    void leavesNoQueryBehindWhoseClientIsGone() throws Exception {
        try (ServerProcess server = start()) {
            load(server);
            HttpResponse<InputStream> stream =
                    server.get("/records/notes/stream", BodyHandlers.ofInputStream());
            try (BufferedReader lines = lines(stream)) {
                assertThat(lines.readLine()).contains("number");
                assertThat(postgreSql.column(AT_WORK)).isNotEmpty();
            }
            awaitNoQuery();
        }
    }

    @Test
    void leavesNoQueryBehindWhenItIsKilled() throws Exception {
        try (ServerProcess server = start();
                ExecutorService client = Executors.newSingleThreadExecutor();
                AutoCloseable lock = postgreSql.lock(table())) {
            Future<?> query =
                    client.submit(
                            () -> server.get("/records/notes/count", BodyHandlers.ofString()));
            awaitTrue("a query runs", () -> !postgreSql.column(AT_WORK).isEmpty());
            server.kill();
            assertThatThrownBy(query::get).hasCauseInstanceOf(IOException.class);
            awaitNoQuery();
            assertThat(lock).isNotNull();
        }
    }

    @Test
    void saysAtTheStartThatThereIsNoServer() {
        String log =
                ServerProcess.startInVain(
                        folder,
                        "--tabularium.storage.engine=postgresql",
                        "--tabularium.postgresql.url=jdbc:postgresql://127.0.0.1:1/records");

        assertThat(log)
                .contains("tabularium.postgresql.url")
                .contains("refused")
                .doesNotContain("\tat ");
    }

    private static void end(Loss loss) throws Exception {
        switch (loss) {
            case KILLED -> postgreSql.kill();
            case STOPPED_IMMEDIATELY -> postgreSql.stopImmediately();
        }
    }

    private ServerProcess start(String... more) throws IOException {
        String[] options = options();
        String[] all = new String[options.length + more.length];
        System.arraycopy(options, 0, all, 0, options.length);
        System.arraycopy(more, 0, all, options.length, more.length);
        return ServerProcess.start(folder, "256m", all);
    }

    private String[] options() throws IOException {
        Path schemas = CreatingClients.writeSchema(folder);
        return new String[] {
            "--tabularium.schemas.location=" + schemas,
            "--tabularium.storage.engine=postgresql",
            "--tabularium.postgresql.url=" + postgreSql.url(),
            "--tabularium.postgresql.schema=" + schema
        };
    }

    private static void load(ServerProcess server) throws Exception {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < STREAMED; i++) {
            rows.append("{\"number\":").append(i).append(",\"text\":\"some text of a note\"}\n");
        }
        HttpResponse<String> loaded =
                server.post(
                        "/records/notes/bulk",
                        "application/x-ndjson",
                        BodyPublishers.ofString(rows.toString()),
                        BodyHandlers.ofString());
        assertThat(loaded.statusCode()).as(loaded.body()).isEqualTo(201);
    }

    private String table() {
        return "\"%s\".notes".formatted(schema);
    }

    private static void awaitNoQuery() throws Exception {
        awaitTrue("no query runs", () -> postgreSql.column(AT_WORK).isEmpty());
    }

    private static BufferedReader lines(HttpResponse<InputStream> stream) {
        return new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
    }

    private static boolean isReady(ServerProcess server) throws Exception {
        return server.operate("GET", READINESS).statusCode() == 200;
    }

    private static void awaitTrue(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
