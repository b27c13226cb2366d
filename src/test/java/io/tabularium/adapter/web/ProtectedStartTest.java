package io.tabularium.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;

/** Settings that would let somebody in by oversight. */
final class ProtectedStartTest {

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spring.security.oauth2.resourceserver.jwt.audiences=tabularium",
                "spring.security.oauth2.resourceserver.jwt.issuer-uri=",
                "spring.security.oauth2.resourceserver.opaquetoken.introspection-uri=http://a",
                "tabularium.security.keys-file=no/such/file.json",
                "tabularium.security.keys[0].name=one",
                "tabularium.security.cors.allowed-origins=null",
                "tabularium.security.cors.allowed-origins=*",
                "tabularium.security.cors.allowed-origins=https://maps.example/",
                "tabularium.security.mode=closed",
                "tabularium.security.key-file=keys.json",
                "tabularium.security.keys-file=.",
                "tabularium.security.rate-limit.requests=10"
            })
    void stopTheStart(String setting) {
        assertThatThrownBy(() -> ApiServer.startWith("--" + setting).close())
                .isInstanceOf(RuntimeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/api/operations", "/api/v1/records"})
    void doNotMoveTheOperatorsEndpointsToWhereOthersMayGo(String basePath) throws IOException {
        KeyRing keys = new KeyRing();
        String[] reader = keys.key("reader", "records:airfields:read");
        String[] operator = keys.key("operator", "operations");
        try (ApiServer server =
                ApiServer.startWith(
                        keys.writeTo(folder), "--management.endpoints.web.base-path=" + basePath)) {
            String metrics = basePath + "/prometheus";
            assertThat(server.send("GET", metrics).status()).isEqualTo(401);
            assertThat(server.send("GET", metrics, reader).status()).isEqualTo(403);
            assertThat(server.send("GET", metrics, operator).status()).isEqualTo(200);
            assertThat(server.send("GET", basePath + "/health").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"native", "framework"})
    void letNobodyBeAnOperatorByAHeader(String strategy) {
        try (ApiServer server =
                ApiServer.startWith("--server.forward-headers-strategy=" + strategy)) {
            assertThat(
                            server.send(
                                            "GET",
                                            "/actuator",
                                            "X-Forwarded-For",
                                            "127.0.0.1",
                                            "X-Forwarded-Host",
                                            "localhost")
                                    .status())
                    .isEqualTo(403);
            assertThat(server.send("GET", "/actuator", "X-Forwarded-For", "foo").status())
                    .isBetween(400, 403);
            assertThat(server.send("GET", "/api/v1/schemas").status()).isEqualTo(200);
        }
    }

    @Test
    void letNobodyInWhereTheFileOfKeysIsEmpty() throws IOException {
        try (ApiServer server = ApiServer.startWith(new KeyRing().writeTo(folder))) {
            assertThat(server.send("GET", "/api/v1/schemas").status()).isEqualTo(401);
        }
    }
}
