package io.tabularium.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.web.ApiServer.Answer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

final class RateLimitTest {

    private static final String SCHEMAS = "/api/v1/schemas";

    @TempDir Path folder;

    @Test
    void holdsEachKeyToTheRateAndSaysWhatIsLeft() throws Exception {
        KeyRing keys = new KeyRing();
        String[] busy = keys.key("busy", "schemas:read");
        String[] calm = keys.key("calm", "schemas:read");
        try (ApiServer server =
                ApiServer.startWith(
                        keys.writeTo(folder),
                        "--tabularium.security.rate-limit.requests=2",
                        "--tabularium.security.rate-limit.period=1h")) {
            Answer first = server.send("GET", SCHEMAS, busy);
            assertThat(first.status()).isEqualTo(200);
            assertThat(first.header("RateLimit-Policy")).isEqualTo("\"default\";q=2;w=3600");
            assertThat(first.header("RateLimit")).matches("\"default\";r=1;t=(1800|1799)");
            // What is refused for want of a grant counts as well.
            assertThat(server.send("GET", "/actuator/prometheus", busy).status()).isEqualTo(403);

            Answer refused = server.send("GET", SCHEMAS, busy);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.member("type")).isEqualTo("/problems/too-many-requests");
            assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(1L, 1800L);
            assertThat(refused.header("RateLimit")).startsWith("\"default\";r=0;t=");

            assertThat(server.send("GET", SCHEMAS, calm).status()).isEqualTo(200);
            Answer unknown = server.send("GET", SCHEMAS);
            assertThat(unknown.status()).isEqualTo(401);
            assertThat(unknown.header("RateLimit")).isNull();
        }
    }
}
