package io.tabularium.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/**
 * Pages of other origins; java.net.http would not send their headers, so these go over a socket.
 */
final class CrossOriginTest {

    private static final String PAGE = "https://maps.example";
    private static final String ALLOW = "Access-Control-Allow-Origin: ";
    private static final String SCHEMAS = "/api/v1/schemas";

    @TempDir Path folder;

    @Test
    void answersNoPageWhereNoneIsLetIn() {
        try (ApiServer server = ApiServer.start()) {
            assertThat(ask(server, "GET", SCHEMAS, PAGE)).doesNotContain("Access-Control");
            assertThat(preflight(server, PAGE)).doesNotContain("Access-Control");
        }
    }

    @Test
    void answersThePagesThatAreLetInProblemsIncluded() throws Exception {
        KeyRing keys = new KeyRing();
        keys.key("page", "schemas:read");
        try (ApiServer server =
                ApiServer.startWith(
                        keys.writeTo(folder),
                        "--tabularium.security.cors.allowed-origins=" + PAGE)) {
            String asked = preflight(server, PAGE);
            assertThat(asked).startsWith("HTTP/1.1 200").contains(ALLOW + PAGE);
            assertThat(asked).containsPattern("(?i)Access-Control-Allow-Headers: .*if-match");

            assertThat(ask(server, "GET", SCHEMAS, PAGE))
                    .startsWith("HTTP/1.1 401")
                    .contains(ALLOW + PAGE)
                    .containsPattern("Access-Control-Expose-Headers: .*WWW-Authenticate")
                    .contains("/problems/unauthenticated");

            String other = ask(server, "GET", SCHEMAS, "https://elsewhere.example");
            assertThat(other).startsWith("HTTP/1.1 403").contains("/problems/forbidden");
            assertThat(other).doesNotContain(ALLOW);
            assertThat(preflight(server, "https://elsewhere.example")).startsWith("HTTP/1.1 403");
        }
    }

    private static String ask(ApiServer server, String method, String path, String origin) {
        return server.sendRaw(
                "%s %s HTTP/1.1\r\nHost: localhost\r\nOrigin: %s\r\nConnection: close\r\n\r\n"
                        .formatted(method, path, origin));
    }

    private static String preflight(ApiServer server, String origin) {
        return server.sendRaw(
                "OPTIONS /api/v1/records/airfields HTTP/1.1\r\nHost: localhost\r\nOrigin: "
                        + origin
                        + "\r\nAccess-Control-Request-Method: PATCH\r\n"
                        + "Access-Control-Request-Headers: if-match,authorization\r\n"
                        + "Connection: close\r\n\r\n");
    }
}
