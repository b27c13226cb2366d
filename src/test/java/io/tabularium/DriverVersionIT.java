package io.tabularium;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A database file can go back and forth between the two lines of DuckDB. */
class DriverVersionIT {

    private static final Path OTHER_DRIVER = Path.of("target", "drivers", "other-duckdb-jdbc.jar");

    @TempDir Path folder;

    @Test
    void opensWithEitherDriverWhatTheOtherWrote() throws Exception {
        String own = System.getProperty("java.class.path");
        String other =
                Arrays.stream(own.split(File.pathSeparator))
                        .map(
                                entry ->
                                        entry.contains("duckdb_jdbc")
                                                ? OTHER_DRIVER.toString()
                                                : entry)
                        .collect(Collectors.joining(File.pathSeparator));
        assertThat(other).isNotEqualTo(own);
        int records = 0;
        for (String classPath : new String[] {own, other, own}) {
            try (ServerProcess server = ServerProcess.startOn(classPath, folder)) {
                assertThat(streamedAirports(server)).isEqualTo(records);
                assertThat(create(server, "X" + records)).isEqualTo(201);
                assertThat(create(server, "X" + records)).isEqualTo(409);
                records++;
                assertThat(streamedAirports(server)).isEqualTo(records);
                server.stop();
            }
        }
    }

    private static int create(ServerProcess server, String code) throws Exception {
        String airport =
                """
                {"iata": "%s", "name": "Somewhere", "latitude": 1.5}
                """
                        .formatted(code);
        return server.post(
                        "/records/airports",
                        "application/json",
                        BodyPublishers.ofString(airport),
                        BodyHandlers.ofString())
                .statusCode();
    }

    private static long streamedAirports(ServerProcess server) throws Exception {
        return server.get("/records/airports/stream", BodyHandlers.ofString())
                .body()
                .lines()
                .count();
    }
}
