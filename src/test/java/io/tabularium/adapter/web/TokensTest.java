package io.tabularium.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpServer;

import io.tabularium.adapter.web.ApiServer.Answer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Tokens of an issuer whose keys are had over HTTP. */
final class TokensTest {

    private static final String NAME = "https://issuer.example";
    private static final String RECORDS = "/api/v1/records/airfields";

    private final Issuer issuer = new Issuer();
    private final AtomicInteger asked = new AtomicInteger();

    /** Taken away where the issuer is not to answer. */
    private final Semaphore answering = new Semaphore(1);

    private HttpServer keys;
    private ApiServer server;

    @BeforeEach
    void start() throws IOException {
        keys = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        keys.createContext(
                "/jwks",
                exchange -> {
                    asked.incrementAndGet();
                    answering.acquireUninterruptibly();
                    answering.release();
                    byte[] set = issuer.jwkSet().getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, set.length);
                    exchange.getResponseBody().write(set);
                    exchange.close();
                });
        keys.start();
        server =
                ApiServer.startWith(
                        setting("jwk-set-uri")
                                + "http://127.0.0.1:%d/jwks".formatted(keys.getAddress().getPort()),
                        setting("issuer-uri") + NAME,
                        setting("audiences") + "tabularium");
    }

    @AfterEach
    void stop() {
        server.close();
        keys.stop(0);
    }

    @Test
    void opensWhatTheScopesGrant() {
        String token = issuer.sign(good("openid records:airfields:read").build());

        assertThat(get(token).status()).isEqualTo(200);
        assertThat(
                        server.sendJson("POST", RECORDS, "{}", "Authorization", "Bearer " + token)
                                .status())
                .isEqualTo(403);
    }

    @Test
    void takesScopesAsAListToo() {
        JWTClaimsSet claims =
                good("").claim("scope", null).claim("scp", List.of("records:*:read")).build();

        assertThat(get(issuer.sign(claims)).status()).isEqualTo(200);
    }

    @Test
    void wantsTheIssuerTheAudienceAndASubject() {
        String all = "records:*:read";
        assertThat(get(issuer.sign(good(all).issuer("https://other.example").build())).status())
                .isEqualTo(401);
        assertThat(get(issuer.sign(good(all).audience("billing").build())).status()).isEqualTo(401);
        assertThat(get(issuer.sign(good(all).subject(null).build())).status()).isEqualTo(401);
        assertThat(get(issuer.sign(good(all).subject("two\nlines").build())).status())
                .isEqualTo(401);
        assertThat(get(issuer.sign(good(all).subject("x\" caller=\"y").build())).status())
                .isEqualTo(401);
        assertThat(get(issuer.sign(good("").claim("scope", List.of(1, 2)).build())).status())
                .isEqualTo(401);
        assertThat(get(new Issuer().sign(good(all).build())).status()).isEqualTo(401);
    }

    @Test
    void sendsTheClientAwayForAWhileWhereTheIssuerDoesNotAnswer() {
        keys.stop(0);
        Answer answer = get(issuer.sign(good("records:*:read").build()));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.member("type")).isEqualTo("/problems/overloaded");
        assertThat(answer.header("Retry-After")).isEqualTo("5");
    }

    @Test
    void asksTheIssuerSeldomWhateverTokensAreSent() {
        assertThat(get(issuer.sign(good("records:*:read").build())).status()).isEqualTo(200);
        for (int i = 0; i < 50; i++) {
            String unknown = issuer.sign("key" + i, good("records:*:read").build());
            assertThat(get(unknown).status()).isEqualTo(401);
        }
        assertThat(asked).hasValueLessThan(5);
        assertThat(get(issuer.sign(good("records:*:read").build())).status()).isEqualTo(200);
    }

    @Test
    void doesNotWaitLongForAnIssuerThatDoesNotAnswer() {
        answering.acquireUninterruptibly();
        String token = issuer.sign(good("records:*:read").build());
        try {
            for (int i = 0; i < 20; i++) {
                assertThat(get(token).status()).isEqualTo(503);
            }
            assertThat(asked).hasValueLessThan(20);
        } finally {
            answering.release();
        }
    }

    /** Discovery, whose keys are asked for when the first token comes. */
    @Test
    void doesNotWaitLongWhereTheIssuerIsNotEvenDiscovered() {
        keys.createContext("/issuer", exchange -> answering.acquireUninterruptibly());
        answering.acquireUninterruptibly();
        String token = issuer.sign(good("records:*:read").build());
        try (ApiServer other =
                ApiServer.startWith(
                        setting("issuer-uri")
                                + "http://127.0.0.1:%d/issuer"
                                        .formatted(keys.getAddress().getPort()))) {
            for (int i = 0; i < 20; i++) {
                Answer answer = other.send("GET", RECORDS, "Authorization", "Bearer " + token);
                assertThat(answer.status()).isEqualTo(503);
            }
        } finally {
            answering.release(100);
        }
    }

    private Answer get(String token) {
        return server.send("GET", RECORDS, "Authorization", "Bearer " + token);
    }

    private static JWTClaimsSet.Builder good(String scope) {
        return Issuer.claims(Duration.ofMinutes(10), scope).issuer(NAME).audience("tabularium");
    }

    private static String setting(String name) {
        return "--spring.security.oauth2.resourceserver.jwt." + name + "=";
    }
}
