package io.tabularium;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An operator has indexes compared with records and made anew, on the real server. */
@Timeout(180)
class IndexesIT {

    private static final String INDEXES = "/actuator/indexes/well_production";
    private static final String REWRITE = "/actuator/clusterings/well_production";
    private static final String WELL =
            """
            {"field_code": 1, "well_code": %d, "production_period": "2026-01-01T00:00:00"}""";

    @TempDir Path folder;

    @Test
    void checksAndRebuildsAndChecksOnceMoreWhenClosed() throws Exception {
        try (ServerProcess server = ServerProcess.start(folder, "256m")) {
            load(server);
            assertThat(server.operate("POST", "/actuator/indexes/none/check").statusCode())
                    .isEqualTo(404);
            assertThat(server.operate("POST", INDEXES + "/polish").statusCode()).isEqualTo(404);

            awaitStart(server, INDEXES + "/check");
            awaitDone(server, INDEXES);
            assertThat(server.operate("GET", INDEXES).body()).contains("\"disagreements\":[]");

            awaitStart(server, INDEXES + "/rebuild");
            awaitDone(server, REWRITE);
            assertThat(
                            server.send("POST", "/records/well_production", WELL.formatted(7))
                                    .statusCode())
                    .isEqualTo(409);
            assertThat(server.operate("GET", "/actuator/health/readiness").body())
                    .contains("storage")
                    .doesNotContain("in_disagreement");
            assertThat(server.stop()).isIn(0, 143);
        }
        CommandProcess check = CommandProcess.perform("check", folder, "--schema=well_production");
        assertThat(check.status()).as(check.errors()).isZero();
        assertThat(check.output().strip()).isEqualTo("well_production: indexes and records agree");
    }

    private static void load(ServerProcess server) throws Exception {
        String body =
                IntStream.range(0, 2_000)
                        .mapToObj(WELL::formatted)
                        .collect(Collectors.joining("\n"));
        assertThat(
                        server.post(
                                        "/records/well_production/bulk",
                                        "application/x-ndjson",
                                        BodyPublishers.ofString(body),
                                        BodyHandlers.ofString())
                                .statusCode())
                .isEqualTo(201);
    }

    /** The comparison of the start may be under way. */
    private static void awaitStart(ServerProcess server, String path) throws Exception {
        while (server.operate("POST", path).statusCode() != 202) {
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static void awaitDone(ServerProcess server, String path) throws Exception {
        while (!server.operate("GET", path).body().contains("\"state\":\"done\"")) {
            LockSupport.parkNanos(20_000_000);
        }
    }
}
