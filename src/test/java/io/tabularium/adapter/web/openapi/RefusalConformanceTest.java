package io.tabularium.adapter.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.key.ApiKeyFile;
import io.tabularium.adapter.key.NewApiKey;
import io.tabularium.adapter.web.ApiServer;
import io.tabularium.adapter.web.ApiServer.Answer;
import io.tabularium.domain.schema.Schema;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where credentials are needed, every operation refuses callers as the document says. */
final class RefusalConformanceTest {

    private static final List<Schema> SCHEMAS = List.of(Specimens.schema());

    @TempDir static Path folder;

    private static final NewApiKey ALL = key("all", "records:*:read", "records:*:write");
    private static final NewApiKey OTHER =
            key("other", "records:other:read", "records:other:write");
    private static final NewApiKey WRITER = key("writer", "records:specimens:write");

    private static ApiServer server;

    @BeforeAll
    static void start() throws IOException {
        server = ApiServer.startOn(SCHEMAS, "--tabularium.security.keys-file=" + keys());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void refusesWhoIsNotKnownAndWhoMayNot() {
        Document document = documentFor(ALL);
        CheckedApi stranger = new CheckedApi(server::send, document);
        CheckedApi neighbour = new CheckedApi(server::send, document, credentials(OTHER));
        for (String operation : stranger.operations()) {
            request(stranger, operation).answers(401);
            if (!operation.equals("listSchemas")) {
                request(neighbour, operation).answers(403);
            }
        }
        assertThat(stranger.unseen("401"::equals)).isEmpty();
        assertThat(neighbour.unseen("403"::equals)).isEmpty();
    }

    @Test
    void documentsAndGivesNoRecordToWhoMayOnlyWrite() {
        Document document = documentFor(WRITER);
        CheckedApi api = new CheckedApi(server::send, document, credentials(WRITER));
        Map<?, ?> data =
                document.object(
                        "paths",
                        "/api/v1/records/specimens",
                        "post",
                        "requestBody",
                        "content",
                        "application/json",
                        "example");

        Object id = api.call("specimens_create").json(data).answers(201).member("id");
        api.call("specimens_patch").at(id).json(Map.of("label", "red")).answers(204);
        assertThat(api.operations()).doesNotContain("specimens_get", "specimens_find");
    }

    @Test
    void holdsEveryOperationToTheRate() throws IOException {
        try (ApiServer limited =
                ApiServer.startOn(
                        SCHEMAS,
                        "--tabularium.security.keys-file=" + keys(),
                        "--tabularium.security.rate-limit.requests=1",
                        "--tabularium.security.rate-limit.period=1h")) {
            CheckedApi api = new CheckedApi(limited::send, documentFor(ALL), credentials(ALL));

            Answer only = api.call("specimens_count").answers(200);
            assertThat(only.header("RateLimit")).isNotNull();
            assertThat(only.header("RateLimit-Policy")).isNotNull();
            for (String operation : api.operations()) {
                request(api, operation).answers(429);
            }
            assertThat(api.unseen("429"::equals)).isEmpty();
        }
    }

    /** Such as is refused before anything is made of it, but for the name of its schema. */
    private static CheckedCall request(CheckedApi api, String operation) {
        CheckedCall call = api.call(operation).unchecked().at("specimens");
        return switch (api.operation(operation).method()) {
            case "GET", "DELETE" -> call;
            default -> call.json(Map.of("schema_name", "specimens", "data", Map.of()));
        };
    }

    private static Document documentFor(NewApiKey key) {
        return new Document(server.send("GET", "/openapi.json", credentials(key)).text());
    }

    private static String[] credentials(NewApiKey key) {
        return new String[] {"X-API-Key", key.text()};
    }

    private static Path keys() throws IOException {
        Path file = folder.resolve("keys.json");
        new ApiKeyFile(file)
                .update(old -> Stream.of(ALL, OTHER, WRITER).map(NewApiKey::key).toList());
        return file;
    }

    private static NewApiKey key(String name, String... grants) {
        return NewApiKey.make(name, List.of(grants), Optional.empty(), new SecureRandom());
    }
}
