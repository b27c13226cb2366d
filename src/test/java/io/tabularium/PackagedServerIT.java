package io.tabularium;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.json.JsonReader;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The jar as it is shipped, on a DuckDB file: what the layers promise, they keep together. */
class PackagedServerIT {

    private static final String WELLS = "/records/well_production";
    private static final String KEY = "field_code,well_code,production_period";
    private static final JsonReader JSON = new JsonReader(10_000_000);

    @TempDir static Path folder;
    private static ServerProcess server;

    @BeforeAll
    static void start() {
        server = ServerProcess.startJar(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void givesTheSameBytesFromCreateGetListAndStream() throws Exception {
        HttpResponse<String> created = server.send("POST", WELLS, well(1, 1, "0.1"));
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.headers().firstValue("ETag")).contains("\"1\"");

        String path = WELLS + "/" + read(created).get("id");
        assertThat(text(path)).isEqualTo(created.body());
        assertThat(text(WELLS + "?field_code=eq.1")).contains(created.body());
        assertThat(text(WELLS + "/stream?field_code=eq.1")).isEqualTo(created.body() + "\n");
    }

    @Test
    void refusesACommandOnTheDatabaseThatItServes() throws Exception {
        CommandProcess export =
                CommandProcess.performJar(
                        "export", folder, "--directory=" + folder.resolve("export"));
        assertThat(export.status()).isEqualTo(1);
        assertThat(export.output()).isEmpty();
        assertThat(export.errors()).contains("another process").doesNotContain("\tat ");
    }

    @Test
    void letsOneOfTwoEditorsWinAndKeepsCountOfVersions() throws Exception {
        Object id = read(server.send("POST", WELLS, well(2, 1, "1"))).get("id");
        String path = WELLS + "/" + id;
        String patch = "{\"well_name\":\"first\"}";

        assertThat(server.send("PATCH", path, patch, "If-Match", "\"1\"").statusCode())
                .isEqualTo(200);
        assertThat(server.send("PATCH", path, patch, "If-Match", "\"1\"").statusCode())
                .isEqualTo(412);
        HttpResponse<String> replaced = server.send("PUT", path, well(2, 1, "2"));
        assertThat(replaced.headers().firstValue("ETag")).contains("\"3\"");
        assertThat(read(replaced)).containsEntry("version", 3L);
        assertThat(server.send("DELETE", path, "").statusCode()).isEqualTo(204);
        assertThat(server.get(path, BodyHandlers.ofString()).statusCode()).isEqualTo(404);
    }

    @Test
    void refusesATakenKeyByItsName() throws Exception {
        server.send("POST", WELLS, well(3, 1, "1"));
        HttpResponse<String> second = server.send("POST", WELLS, well(3, 1, "2"));

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(read(second))
                .containsEntry("type", "/problems/duplicate-record")
                .containsEntry("key", List.of(KEY.split(",")));
    }

    @Test
    void walksEveryRecordOnceByCursorInAnyOrder() throws Exception {
        bulk("", wells(4, 50));
        for (String order : List.of("", "&sort=well_name", "&sort=-oil_production_kbd,well_code")) {
            String query = WELLS + "?field_code=eq.4&size=7&count=none" + order;
            List<Object> walked = new ArrayList<>();
            String next = query;
            while (next != null) {
                Map<?, ?> page = (Map<?, ?>) JSON.read(text(next));
                walked.addAll((List<?>) page.get("items"));
                Object cursor = page.get("next_cursor");
                next = cursor == null ? null : query + "&cursor=" + cursor;
            }
            Map<?, ?> whole =
                    (Map<?, ?>) JSON.read(text(WELLS + "?field_code=eq.4&size=1000" + order));
            assertThat(walked).as(order).hasSize(50).isEqualTo(whole.get("items"));
        }
    }

    @Test
    void storesABulkWholeOrNotAtAllAndUpdatesByKey() throws Exception {
        String broken = wells(5, 20) + "\n" + well(5, 99, "\"much\"");

        Map<String, Object> refused = bulk("", broken);
        assertThat(refused).containsEntry("status", 422L).containsEntry("rejected", 1L);
        assertThat(count(5)).isZero();
        assertThat(bulk("?on_error=skip", broken)).containsEntry("created", 20L);
        assertThat(bulk("?on_conflict=update&conflict_key=" + KEY, wells(5, 25)))
                .containsEntry("created", 5L)
                .containsEntry("updated", 20L);
        assertThat(count(5)).isEqualTo(25);
    }

    private static long count(int field) throws Exception {
        return (Long) read(get(WELLS + "/count?field_code=eq." + field)).get("count");
    }

    private static Map<String, Object> bulk(String options, String rows) throws Exception {
        return read(
                server.post(
                        WELLS + "/bulk" + options,
                        "application/x-ndjson",
                        BodyPublishers.ofString(rows),
                        BodyHandlers.ofString()));
    }

    private static String text(String path) throws Exception {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return server.get(path, BodyHandlers.ofString());
    }

    @SuppressWarnings("unchecked") // a JSON object's keys are strings
    private static Map<String, Object> read(HttpResponse<String> response) {
        return (Map<String, Object>) JSON.read(response.body());
    }

    private static String wells(int field, int number) {
        return IntStream.range(0, number)
                .mapToObj(well -> well(field, well, well % 3 == 0 ? "null" : "0." + well % 5))
                .collect(Collectors.joining("\n"));
    }

    private static String well(int field, int well, String oil) {
        return """
               {"field_code":%d,"well_code":%d,"production_period":"2026-01-01T00:00:00",\
               "well_name":"W%d","oil_production_kbd":%s}"""
                .formatted(field, well, well % 4, oil);
    }
}
