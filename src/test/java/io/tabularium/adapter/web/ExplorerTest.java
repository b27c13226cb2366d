package io.tabularium.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tabularium.adapter.web.ApiServer.Answer;
import io.tabularium.adapter.web.admission.Bulkhead;
import io.tabularium.adapter.web.admission.Load;
import io.tabularium.contract.InMemoryRecords;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The explorer's page and files as they are served; what they do is for a browser to show. */
final class ExplorerTest {

    private static final Pattern FILE = Pattern.compile("(?:src|href)=\"(docs/files/[^\"]+)\"");

    @TempDir static Path folder;
    private static ApiServer server;
    private static ApiServer guarded;

    @BeforeAll
    static void start() throws Exception {
        KeyRing keys = new KeyRing();
        keys.key("reader", "records:*:read");
        server = ApiServer.start();
        guarded = ApiServer.startWith(keys.writeTo(folder));
    }

    @AfterAll
    static void stop() {
        server.close();
        guarded.close();
    }

    @Test
    void leadsFromTheRootToThePage() {
        for (String path : List.of("/", "/docs/")) {
            Answer answer = guarded.send("GET", path);
            assertThat(answer.status()).isEqualTo(302);
            assertThat(answer.header("Location")).isEqualTo("/docs");
        }
    }

    @Test
    void letsThePageLoadFromThisServerAlone() {
        Answer page = server.send("GET", "/docs");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                .doesNotContain("unsafe");
        assertThat(page.text()).doesNotContain("{", "http:", "https:", "<style", " style=", "\">x");
        assertThat(page.text()).doesNotContainPattern("<script(?![^>]* src=)|\\son[a-z]+=");
    }

    @Test
    void tellsThePageWhetherToAskForAKey() {
        assertThat(server.send("GET", "/docs").text()).contains("data-access=\"open\"");
        assertThat(guarded.send("GET", "/docs").text()).contains("data-access=\"protected\"");
    }

    @Test
    void asksBrowsersToCheckThePageAndAnswersThatItIsTheSame() {
        Answer page = guarded.send("GET", "/docs");
        Answer again = guarded.send("GET", "/docs", "If-None-Match", page.header("ETag"));
        Answer other = guarded.send("GET", "/docs", "If-None-Match", "\"other\"");

        assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.text()).isEmpty();
        assertThat(other.status()).isEqualTo(200);
        assertThat(server.send("GET", "/docs").header("ETag")).isNotEqualTo(page.header("ETag"));
    }

    @Test
    void servesWhatThePageLoadsToBeKeptForAYear() {
        List<String> files = files(guarded);
        assertThat(files).hasSize(5);
        for (String file : files) {
            Answer answer = guarded.send("GET", file);
            Answer head = guarded.send("HEAD", file);

            assertThat(answer.status()).as(file).isEqualTo(200);
            assertThat(answer.header("Content-Type")).as(file).startsWith(typeOf(file));
            assertThat(answer.header("Cache-Control"))
                    .as(file)
                    .isEqualTo("public, max-age=31536000, immutable");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(head.status()).as(file).isEqualTo(200);
            assertThat(head.text()).as(file).isEmpty();
            assertThat(head.header("Content-Length")).isEqualTo(answer.header("Content-Length"));
        }
    }

    @Test
    void sendsTheLargeScriptCompressed() {
        String script = script(server);

        assertThat(server.send("GET", script, "Accept-Encoding", "gzip").header("Content-Encoding"))
                .isEqualTo("gzip");
        assertThat(server.send("GET", script + ".LICENSE.txt").text()).contains("MIT");
    }

    @Test
    @Timeout(60)
    void refusesOneMoreRatherThanWaitForAllWhoDoNotTakeTheScript() throws IOException {
        InMemoryRecords records = new InMemoryRecords();
        Bulkhead.Size one = new Bulkhead.Size(1, 0, Duration.ZERO);
        Front front = Front.ROOMY.with(Load.FILES, one);
        try (ApiServer little = ApiServer.start(ApiServer.LIMITS, front, records, records)) {
            for (String path : List.of(script(little), "/openapi.json")) {
                Answer refused = sendBesideSlowClient(little, path);
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.member("type")).isEqualTo("/problems/overloaded");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs/index.html",
                "/docs/files",
                "/docs/files/{edition}",
                "/docs/files/{edition}/",
                "/docs/files/{edition}/swagger-ui.js",
                "/docs/files/{edition}/explorer.html",
                "/docs/files/{edition}/Explorer.js",
                "/docs/files/0123456789abcdef/explorer.js",
                "/docs/files/{edition}/..%2Fexplorer.html",
                "/docs/files/{edition}/..%5Cexplorer.html",
                "/docs/files/{edition}/%2E%2E/explorer.js",
                "/docs/files/{edition}/..%2F..%2F..%2F..%2F..%2F..%2Fapplication.yaml",
                "/docs/files/{edition}/explorer.js/explorer.js",
                "/docs/files/{edition}/explorer.js%00",
                "/webjars/swagger-ui/swagger-ui.css",
                "/META-INF/resources/webjars/swagger-ui/5.34.1/swagger-ui.css"
            })
    void hasNothingElse(String path) {
        String edition = file(server, "explorer.js").replaceAll("/docs/files/|/explorer.js", "");
        Answer answer = server.send("GET", path.replace("{edition}", edition));

        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Cache-Control")).isNull();
    }

    @Test
    void refusesOtherMethodsAndOtherTypes() {
        assertThat(server.send("POST", "/docs").status()).isEqualTo(405);
        assertThat(server.send("DELETE", file(server, "explorer.js")).status()).isEqualTo(405);
        assertThat(server.send("GET", "/docs", "Accept", "application/json").status())
                .isEqualTo(406);
    }

    /**
     * The slow client takes none of many answers, which are more than systems keep for a socket.
     * Between two of them the place is free: whoever comes then is served, and it is refused.
     */
    private static Answer sendBesideSlowClient(ApiServer server, String path) throws IOException {
        String requests = "GET %s HTTP/1.1\r\nHost: x\r\n\r\n".formatted(script(server)).repeat(32);
        while (true) {
            try (Socket slow = server.connect()) {
                slow.getOutputStream().write(requests.getBytes(US_ASCII));
                for (int i = 0; i < 20; i++) {
                    Answer answer = server.send("GET", path);
                    if (answer.status() != 200) {
                        return answer;
                    }
                }
            }
        }
    }

    /** The address of the largest file. */
    static String script(ApiServer server) {
        return file(server, "swagger-ui-bundle.js");
    }

    private static String file(ApiServer server, String name) {
        return files(server).stream()
                .filter(path -> path.endsWith("/" + name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> files(ApiServer server) {
        return FILE.matcher(server.send("GET", "/docs").text())
                .results()
                .map((MatchResult match) -> "/" + match.group(1))
                .toList();
    }

    private static String typeOf(String file) {
        return switch (file.substring(file.lastIndexOf('.'))) {
            case ".css" -> "text/css";
            case ".js" -> "text/javascript";
            case ".svg" -> "image/svg+xml";
            default -> throw new AssertionError(file);
        };
    }
}
