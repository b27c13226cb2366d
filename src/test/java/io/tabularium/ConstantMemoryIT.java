package io.tabularium;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedWriter;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.stream.Stream;

/** Bulk loads and streams flow through memory that is far smaller than the data. */
class ConstantMemoryIT {

    private static final int ROWS = 400_000;
    private static final String SMALL_HEAP = "80m";

    /** What the defaults come to in a container of 1 GiB. */
    private static final String CONTAINER_HEAP = "256m";

    private static final String CONTAINER_ENGINE = "--tabularium.duckdb.memory-limit=410MB";
    private static final long CONTAINER_KILOBYTES = 1L << 20;

    @TempDir Path folder;

    @Test
    void loadsAndStreamsMoreThanTheHeapHolds() throws Exception {
        Path file = writeRows();
        assertThat(Files.size(file)).isGreaterThan(80L << 20);
        try (ServerProcess server = ServerProcess.startAsDeployed(folder, SMALL_HEAP)) {
            loadAndStream(server, file);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void fitsIntoSmallContainer() throws Exception {
        Path file = writeRows();
        try (ServerProcess server =
                ServerProcess.startAsDeployed(folder, CONTAINER_HEAP, CONTAINER_ENGINE)) {
            loadAndStream(server, file);
            assertThat(server.peakKilobytes()).isLessThan(CONTAINER_KILOBYTES);
        }
    }

    private static void loadAndStream(ServerProcess server, Path file) throws Exception {
        HttpResponse<String> report =
                server.post(
                        "/records/well_production/bulk",
                        "application/x-ndjson",
                        BodyPublishers.ofFile(file),
                        BodyHandlers.ofString());
        assertThat(report.body()).contains("\"created\":" + ROWS);
        HttpResponse<Stream<String>> stream =
                server.get("/records/well_production/stream", BodyHandlers.ofLines());
        try (Stream<String> lines = stream.body()) {
            assertThat(lines.count()).isEqualTo(ROWS);
        }
    }

    private Path writeRows() throws IOException {
        Path file = folder.resolve("rows.ndjson");
        LocalDateTime first = LocalDateTime.of(2010, 1, 1, 0, 0, 1);
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (int i = 0; i < ROWS; i++) {
                writer.append("{\"field_code\":" + i % 1000)
                        .append(",\"well_code\":" + i % 100)
                        .append(",\"production_period\":\"" + first.plusHours(i) + "\"")
                        .append(",\"field_name\":\"A field with a name of some length\"")
                        .append(",\"well_name\":\"Well number " + i % 100 + " of the field\"")
                        .append(",\"oil_production_kbd\":" + (100 + i / 10.0))
                        .append(",\"data_source\":\"generated\"}\n");
            }
        }
        return file;
    }
}
