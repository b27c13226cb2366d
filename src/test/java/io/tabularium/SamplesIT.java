package io.tabularium;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.domain.json.Json;
import io.tabularium.domain.json.JsonNumber;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The example data goes in through the real server as the README has it, and comes out the same.
 */
class SamplesIT {

    private static final Path SAMPLES = Path.of("docs", "samples");
    private static final JsonReader JSON = new JsonReader(10_000_000);

    @TempDir static Path folder;
    private static ServerProcess server;

    @BeforeAll
    static void startAndLoad() throws Exception {
        server = ServerProcess.start(folder, "256m");
        load("airports", "text/csv", "airports.csv");
        load("seattle_weather", "text/csv", "seattle-weather.csv");
        load("earthquakes", "application/x-ndjson", "earthquakes.ndjson");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void streamsEarthquakesEqualToTheirSource() throws Exception {
        List<Object> source =
                Files.readAllLines(SAMPLES.resolve("earthquakes.ndjson")).stream()
                        .map(SamplesIT::comparable)
                        .toList();
        List<Object> streamed =
                server.get("/records/earthquakes/stream", BodyHandlers.ofString())
                        .body()
                        .lines()
                        .map(line -> ((Map<?, ?>) JSON.read(line)).get("data"))
                        .map(Json::comparable)
                        .map(Object.class::cast)
                        .toList();
        assertThat(streamed).containsExactlyInAnyOrderElementsOf(source);
    }

    @ParameterizedTest
    @CsvSource({
        "airports, airports.csv, iata, 'iata,name,city,state,country,latitude,longitude'",
        "seattle_weather, seattle-weather.csv, date,"
                + " 'date,precipitation,temp_max,temp_min,wind,weather'"
    })
    void streamsCsvEqualToItsSource(String schema, String file, String key, String columns)
            throws Exception {
        String path = "/records/" + schema + "/stream?sort=" + key;
        List<Map<String, Object>> streamed =
                server.get(path, BodyHandlers.ofString())
                        .body()
                        .lines()
                        .map(line -> (Map<?, ?>) ((Map<?, ?>) JSON.read(line)).get("data"))
                        .map(data -> row(columns.split(","), data))
                        .toList();
        assertThat(streamed).containsExactlyInAnyOrderElementsOf(rows(file));
    }

    @Test
    void filtersAndSortsByDottedPaths() throws Exception {
        Map<?, ?> page =
                page("/records/earthquakes?properties.mag=gte.5&sort=-properties.mag&size=500");
        List<Double> magnitudes =
                ((List<?>) page.get("items"))
                        .stream()
                                .map(item -> (Map<?, ?>) ((Map<?, ?>) item).get("data"))
                                .map(data -> (Map<?, ?>) data.get("properties"))
                                .map(properties -> ((Number) properties.get("mag")).doubleValue())
                                .toList();
        assertThat(magnitudes)
                .isNotEmpty()
                .isSortedAccordingTo((a, b) -> Double.compare(b, a))
                .allMatch(magnitude -> magnitude >= 5);
    }

    @Test
    void countsAndFiltersWeather() throws Exception {
        String filters =
                URLEncoder.encode(
                        """
                        [{"field": "weather", "operator": "in", "value": ["snow", "rain"]},
                         {"field": "date", "operator": "between",
                          "value": ["2012-01-01", "2012-12-31"]}]
                        """,
                        StandardCharsets.UTF_8);
        long expected =
                Files.readAllLines(SAMPLES.resolve("seattle-weather.csv")).stream()
                        .filter(line -> line.startsWith("2012-"))
                        .filter(line -> line.endsWith(",snow") || line.endsWith(",rain"))
                        .count();
        assertThat(page("/records/seattle_weather/count?filters=" + filters).get("count"))
                .isEqualTo(expected);
    }

    private static void load(String schema, String contentType, String file) throws Exception {
        HttpResponse<String> response =
                server.post(
                        "/records/" + schema + "/bulk",
                        contentType,
                        BodyPublishers.ofFile(SAMPLES.resolve(file)),
                        BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    }

    private static Map<?, ?> page(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = server.get(path, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return (Map<?, ?>) JSON.read(response.body());
    }

    /** The rows of a CSV file; numbers as numbers, whatever zeros they are written with. */
    private static List<Map<String, Object>> rows(String file) throws IOException {
        try (CsvReader<NamedCsvRecord> records =
                CsvReader.builder().ofNamedCsvRecord(SAMPLES.resolve(file))) {
            return records.stream()
                    .map(
                            record ->
                                    row(
                                            record.getHeader().toArray(String[]::new),
                                            record.getFieldsAsMap()))
                    .toList();
        }
    }

    private static Map<String, Object> row(String[] columns, Map<?, ?> values) {
        Map<String, Object> row = new HashMap<>();
        for (String column : columns) {
            String text = String.valueOf(values.get(column));
            row.put(column, JsonNumber.parse(text).<Object>map(Json::comparable).orElse(text));
        }
        return row;
    }

    private static Object comparable(String json) {
        return Json.comparable(JSON.read(json));
    }
}
