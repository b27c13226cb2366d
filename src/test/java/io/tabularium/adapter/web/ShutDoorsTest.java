package io.tabularium.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;

import io.tabularium.adapter.key.ApiKeyFile;
import io.tabularium.adapter.key.NewApiKey;
import io.tabularium.adapter.web.ApiServer.Answer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Walks every endpoint that there is with credentials that open none of them. */
final class ShutDoorsTest {

    private static final String RECORDS = "/api/v1/records/airfields";
    private static final String ID = "0197a5b2-0000-7000-8000-000000000000";

    /** Open to whoever asks: how the service is, and the page that asks for credentials. */
    private static final Set<String> OPEN = Set.of("/", "/docs", "/docs/");

    private static final String ALL = "records:*:read records:*:write";

    private static final String HEALTH = "/actuator/health";

    @TempDir static Path folder;

    private static final Map<Intruder, String[]> CREDENTIALS = new EnumMap<>(Intruder.class);
    private static ApiServer server;
    private static String insider;

    /** Who is to find every door shut, and what they are answered. */
    enum Intruder {
        WITHOUT_KEY(401),
        WITH_A_WRONG_KEY(401),
        WITH_A_WRONG_KEY_IN_ITS_OWN_HEADER(401),
        WITH_AN_EXPIRED_KEY(401),
        WITH_THE_HASH_OF_A_KEY(401),
        WITH_A_KEY_AS_PASSWORD(401),
        WITH_AN_UNSIGNED_TOKEN(401),
        WITH_A_TOKEN_OF_A_FOREIGN_ISSUER(401),
        WITH_AN_EXPIRED_TOKEN(401),
        WITH_A_TOKEN_THAT_NEVER_EXPIRES(401),
        WITH_A_TOKEN_SIGNED_BY_THE_PUBLIC_KEY(401),
        WITH_A_TOKEN_AS_KEY(401),
        WITH_TWO_KEYS(401),
        WITH_A_KEY_BESIDE_A_PASSWORD(401),
        WITH_A_KEY_FOR_ANOTHER_SCHEMA(403),
        WITH_A_TOKEN_FOR_ANOTHER_SCHEMA(403),
        WITH_A_TOKEN_WITHOUT_SCOPES(403);

        private final int status;

        Intruder(int status) {
            this.status = status;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        SecureRandom random = new SecureRandom();
        NewApiKey all = key("all", Optional.empty(), random, "records:*:read", "records:*:write");
        NewApiKey expired =
                key("expired", Optional.of(Instant.EPOCH), random, "records:*:read", "operations");
        NewApiKey other =
                key("other", Optional.empty(), random, "records:other:read", "records:other:write");
        Path keys = folder.resolve("keys.json");
        new ApiKeyFile(keys).update(old -> List.of(all.key(), expired.key(), other.key()));
        Issuer issuer = new Issuer();
        Path publicKey = issuer.writePublicKey(folder.resolve("issuer.pem"));
        insider = all.text();

        CREDENTIALS.put(Intruder.WITHOUT_KEY, new String[0]);
        CREDENTIALS.put(Intruder.WITH_A_WRONG_KEY, bearer(wrong(all.text())));
        CREDENTIALS.put(
                Intruder.WITH_A_WRONG_KEY_IN_ITS_OWN_HEADER,
                new String[] {"X-API-Key", wrong(all.text())});
        CREDENTIALS.put(Intruder.WITH_AN_EXPIRED_KEY, bearer(expired.text()));
        CREDENTIALS.put(Intruder.WITH_THE_HASH_OF_A_KEY, bearer(hashOf(all)));
        CREDENTIALS.put(
                Intruder.WITH_A_KEY_AS_PASSWORD,
                new String[] {"Authorization", "Basic " + base64(("all:" + all.text()))});
        CREDENTIALS.put(
                Intruder.WITH_AN_UNSIGNED_TOKEN, bearer(new PlainJWT(valid(ALL)).serialize()));
        CREDENTIALS.put(
                Intruder.WITH_A_TOKEN_OF_A_FOREIGN_ISSUER, bearer(new Issuer().sign(valid(ALL))));
        CREDENTIALS.put(
                Intruder.WITH_AN_EXPIRED_TOKEN,
                bearer(issuer.sign(Issuer.claims(Duration.ofMinutes(-10), ALL).build())));
        CREDENTIALS.put(
                Intruder.WITH_A_TOKEN_THAT_NEVER_EXPIRES,
                bearer(
                        issuer.sign(
                                new JWTClaimsSet.Builder()
                                        .subject("somebody")
                                        .claim("scope", "records:*:read")
                                        .build())));
        CREDENTIALS.put(
                Intruder.WITH_A_TOKEN_SIGNED_BY_THE_PUBLIC_KEY,
                bearer(issuer.signByPublicKey(valid(ALL))));
        CREDENTIALS.put(
                Intruder.WITH_A_TOKEN_AS_KEY, new String[] {"X-API-Key", issuer.sign(valid(ALL))});
        CREDENTIALS.put(
                Intruder.WITH_TWO_KEYS,
                new String[] {"Authorization", "Bearer " + all.text(), "X-API-Key", all.text()});
        CREDENTIALS.put(
                Intruder.WITH_A_KEY_BESIDE_A_PASSWORD,
                new String[] {"Authorization", "Basic " + base64("a:b"), "X-API-Key", all.text()});
        CREDENTIALS.put(Intruder.WITH_A_KEY_FOR_ANOTHER_SCHEMA, bearer(other.text()));
        CREDENTIALS.put(
                Intruder.WITH_A_TOKEN_FOR_ANOTHER_SCHEMA,
                bearer(issuer.sign(valid("openid records:other:write"))));
        CREDENTIALS.put(Intruder.WITH_A_TOKEN_WITHOUT_SCOPES, bearer(issuer.sign(valid(""))));

        server =
                ApiServer.startWith(
                        "--tabularium.security.keys-file=" + keys,
                        "--spring.security.oauth2.resourceserver.jwt.public-key-location=file:"
                                + publicKey);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void findsEveryDoorShut(Intruder intruder) {
        List<String> doors = doors();
        assertThat(doors)
                .contains(
                        "POST /api/v1/records/bulk",
                        "GET /actuator/prometheus",
                        "PUT " + RECORDS + "/" + ID);
        for (String door : doors) {
            Answer answer = knock(door, CREDENTIALS.get(intruder));

            assertThat(answer.status()).as(door).isEqualTo(intruder.status);
            assertThat(answer.member("type"))
                    .as(door)
                    .isEqualTo(
                            intruder.status == 401
                                    ? "/problems/unauthenticated"
                                    : "/problems/forbidden");
            assertThat(answer.header("WWW-Authenticate")).as(door).startsWith("Bearer");
        }
    }

    @ParameterizedTest
    @EnumSource
    void findsTheSchemaUnmentioned(Intruder intruder) {
        for (String list : List.of("/api/v1/schemas", "/openapi.json", "/openapi.yaml")) {
            Answer answer = server.send("GET", list, CREDENTIALS.get(intruder));

            assertThat(answer.text()).as(list).doesNotContain("airfields");
            if (intruder.status == 401) {
                assertThat(answer.status()).as(list).isEqualTo(401);
            }
        }
    }

    @Test
    void opensToTheKeyThatFits() {
        assertThat(server.send("GET", RECORDS, bearer(insider)).status()).isEqualTo(200);
        assertThat(server.send("GET", RECORDS, "X-API-Key", insider).status()).isEqualTo(200);
        assertThat(server.send("GET", RECORDS, "authorization", "bearer " + insider).status())
                .isEqualTo(200);
    }

    @Test
    void tellsAnybodyHowTheServiceIs() {
        for (String health : List.of(HEALTH, HEALTH + "/liveness", HEALTH + "/readiness")) {
            assertThat(server.send("GET", health).status()).as(health).isEqualTo(200);
        }
    }

    /** All that is mapped, with a schema and an identifier put in, and some that is not. */
    private static List<String> doors() {
        Set<String> doors =
                server.endpoints().stream()
                        .map(ShutDoorsTest::filledIn)
                        .filter(door -> !OPEN.contains(pathOf(door)))
                        .filter(door -> !pathOf(door).startsWith(HEALTH))
                        .filter(door -> !pathOf(door).startsWith("/docs/"))
                        // These show each caller what is theirs.
                        .filter(door -> !door.equals("GET /api/v1/schemas"))
                        .filter(door -> !pathOf(door).startsWith("/openapi."))
                        .collect(Collectors.toSet());
        doors.add("GET /api/v1/records/no_such_schema");
        doors.add("GET /api/v1/records/No%20Schema");
        doors.add("GET /api/v1/schemas/no_such_schema");
        return doors.stream().sorted().toList();
    }

    private static String filledIn(String endpoint) {
        return endpoint.replaceAll("\\{schema[^/]*", "airfields").replaceAll("\\{id:?.*", ID);
    }

    private static Answer knock(String door, String[] credentials) {
        String method = door.substring(0, door.indexOf(' '));
        return switch (method) {
            case "GET", "DELETE" -> server.send(method, pathOf(door), credentials);
            case "PATCH" ->
                    server.sendText(
                            method,
                            pathOf(door),
                            "application/merge-patch+json",
                            "{}",
                            credentials);
            default -> server.sendJson(method, pathOf(door), body(door), credentials);
        };
    }

    private static String body(String door) {
        return switch (pathOf(door)) {
            case "/api/v1/records" -> "{\"data\": {}, \"schema_name\": \"airfields\"}";
            case "/api/v1/records/bulk" -> "{\"data\": [], \"schema_name\": \"airfields\"}";
            default -> "{}";
        };
    }

    private static String pathOf(String door) {
        return door.substring(door.indexOf(' ') + 1);
    }

    private static NewApiKey key(
            String name, Optional<Instant> expires, SecureRandom random, String... grants) {
        return NewApiKey.make(name, List.of(grants), expires, random);
    }

    private static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }

    private static JWTClaimsSet valid(String scope) {
        return Issuer.claims(Duration.ofMinutes(10), scope).build();
    }

    private static String wrong(String key) {
        char last = key.charAt(key.length() - 1);
        return key.substring(0, key.length() - 1) + (last == 'A' ? 'B' : 'A');
    }

    private static String hashOf(NewApiKey key) {
        return ApiKeyFile.line(key.key()).replaceAll(".*sha256:([0-9a-f]+).*", "tabularium_$1");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
