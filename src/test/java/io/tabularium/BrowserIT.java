package io.tabularium;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.adapter.key.ApiKeyFile;
import io.tabularium.adapter.key.NewApiKey;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The explorer of the real server in a real browser, which can reach nothing else. */
@Timeout(180)
class BrowserIT {

    private static final String AIRPORTS = "#operations-tag-airports";
    private static final String FIND = "#operations-airports-airports_find";
    private static final String CREATE = "#operations-airports-airports_create";
    private static final String GET = "#operations-airports-airports_get";
    private static final JsonReader JSON = new JsonReader(1_000_000);

    @TempDir static Path folder;
    private static Browser browser;
    private static ServerProcess open;
    private static ServerProcess guarded;
    private static String key;

    @BeforeAll
    static void start() throws IOException {
        browser = Browser.open(folder);
        open = launch("open");
        guarded = launch("guarded", "--tabularium.security.keys-file=" + makeKey());
        open.awaitReady();
        guarded.awaitReady();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
            open.close();
            guarded.close();
        }
    }

    @Test
    void opensFromTheRootAndListsTheSchemas() {
        browser.go(at(open, "/"));
        browser.find(AIRPORTS);

        assertThat(browser.address()).hasPath("/docs");
        assertThat(browser.title()).isEqualTo("Tabularium API explorer");
        assertThat(tags())
                .contains("airports", "earthquakes", "seattle_weather", "well_production");
        assertThat(browser.find("#document").getText()).isEqualTo("openapi.json");
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void createsARecordAndReadsItBack() {
        browser.go(at(open, "/docs#/airports/airports_create"));
        browser.click(CREATE + " .execute");
        assertThat(status(CREATE)).isEqualTo(201);
        Map<?, ?> created = answer(CREATE);

        browser.click(GET + " .opblock-summary-control");
        browser.fill(GET + " [data-param-name=id] input", (String) created.get("id"));
        browser.click(GET + " .execute");
        assertThat(status(GET)).isEqualTo(200);
        assertThat(answer(GET)).isEqualTo(created);

        browser.click(FIND + " .opblock-summary-control");
        assertThat(browser.findAll(FIND + " input[type=file]")).isEmpty();
        browser.click(FIND + " .execute");
        assertThat(browser.find(FIND + " .request-url pre").getText())
                .endsWith("/api/v1/records/airports?size=100");
        assertThat((List<?>) answer(FIND).get("items")).singleElement().isEqualTo(created);
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void asksForAKeyWhereAccessIsProtectedAndWorksWithIt() {
        browser.go(at(guarded, "/docs"));
        browser.fill("#credential", "tabularium_wrong");
        browser.click("#enter");
        assertThat(browser.find("#fault:not(:empty)").getText()).contains("does not know this key");
        assertThat(browser.findAll(AIRPORTS)).isEmpty();
        assertThat(browser.console()).singleElement().asString().contains("openapi.json", "401");

        browser.fill("#credential", key);
        browser.click("#enter");
        browser.find(AIRPORTS);
        assertThat(tags()).contains("airports").doesNotContain("earthquakes");
        assertThat(browser.evaluate("document.querySelector('#fault').textContent")).isEqualTo("");
        browser.click(AIRPORTS);
        browser.click(FIND + " .opblock-summary-control");
        browser.click(FIND + " .execute");
        assertThat(status(FIND)).isEqualTo(200);
        browser.click(".auth-wrapper .authorize");
        assertThat(browser.find(".dialog-ux .modal-ux-content").getText())
                .contains("bearer", "Authorized", "X-API-Key");
        assertThat(browser.console()).isEmpty();

        assertThat(browser.evaluate("localStorage.length + sessionStorage.length")).isEqualTo(0L);
        browser.click(".dialog-ux .btn-done");
        browser.click("#restart");
        assertThat(browser.find("#credential").getDomProperty("value")).isEmpty();
    }

    @Test
    void fitsAPhone() {
        browser.resize(390, 844);
        browser.go(at(open, "/docs#/airports/airports_find"));
        browser.find(FIND + " .execute");

        assertThat((Long) browser.evaluate("document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(390);
        assertThat(browser.console()).isEmpty();
        browser.resize(1280, 1000);
    }

    @Test
    void isKeptFromAskingAnybodyElse() {
        browser.go(at(open, "/docs"));
        browser.find(AIRPORTS);
        browser.evaluate("fetch('https://example.org/').catch(() => 0)");

        assertThat(browser.console())
                .isNotEmpty()
                .allMatch(line -> line.contains("Content Security Policy"));
    }

    /** Makes the picture of the README, at the place that the property names. */
    @Test
    @EnabledIfSystemProperty(named = "explorer.picture", matches = ".+")
    void hasItsPictureTaken() throws IOException {
        browser.resize(1280, 1360);
        browser.go(at(open, "/docs"));
        browser.click(AIRPORTS);
        browser.find(CREATE);
        Files.write(Path.of(System.getProperty("explorer.picture")), browser.picture());
    }

    private static ServerProcess launch(String name, String... options) throws IOException {
        return ServerProcess.launch(
                List.of(), Files.createDirectory(folder.resolve(name)), options);
    }

    private static Path makeKey() throws IOException {
        NewApiKey made =
                NewApiKey.make(
                        "reader",
                        List.of("records:airports:read"),
                        Optional.empty(),
                        new SecureRandom());
        Path file = folder.resolve("keys.json");
        new ApiKeyFile(file).update(old -> List.of(made.key()));
        key = made.text();
        return file;
    }

    private static URI at(ServerProcess server, String path) {
        return server.api("").resolve(path);
    }

    private static List<String> tags() {
        return browser.findAll(".opblock-tag").stream()
                .map(tag -> tag.getDomAttribute("data-tag"))
                .toList();
    }

    private static int status(String operation) {
        WebElement cell =
                browser.find(operation + " .live-responses-table .response .response-col_status");
        return Integer.parseInt(cell.getText());
    }

    private static Map<?, ?> answer(String operation) {
        String json = browser.find(operation + " .live-responses-table .microlight").getText();
        return (Map<?, ?>) JSON.read(json);
    }
}
