package io.tabularium;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

/** Instants, dates and local times are the same wherever the server stands. */
class TimeZoneIT {

    private static final String SCHEMA =
            """
            {"type": "object", "properties": {
              "instant": {"type": "string", "format": "date-time"},
              "local": {"type": "string", "format": "local-date-time"},
              "day": {"type": "string", "format": "date"}}}
            """;

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2024-03-10T07:15:00Z, 2024-03-10T02:15:00, 2024-03-10",
        "Pacific/Apia, 1892-07-04T12:00:00Z, 2011-12-30T12:00:00, 2011-12-30"
    })
    void keepsTimesThatTheClocksOfThePlaceSkip(
            String zone, String instant, String local, String day) throws Exception {
        Path schemas = Files.createDirectories(folder.resolve("schemas"));
        Files.writeString(schemas.resolve("moments.schema.json"), SCHEMA);
        String data =
                "{\"instant\":\"%s\",\"local\":\"%s\",\"day\":\"%s\"}"
                        .formatted(instant, local, day);
        try (ServerProcess server =
                ServerProcess.startIn(zone, folder, "--tabularium.schemas.location=" + schemas)) {
            server.post(
                    "/records/moments",
                    "application/json",
                    BodyPublishers.ofString(data),
                    BodyHandlers.ofString());
            String query = "?instant=eq." + instant + "&local=eq." + local + "&day=eq." + day;
            assertThat(server.get("/records/moments" + query, BodyHandlers.ofString()).body())
                    .contains(data);
        }
    }
}
