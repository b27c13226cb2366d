package io.tabularium;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Streams beyond the number that run at the same time take their turn. */
final class StreamTurnsIT {

    private static final int CLIENTS = 16;
    private static final int ROWS = 100_000;
    private static final String AIRPORTS = "/records/airports";

    @TempDir Path folder;

    @Test
    void completesSixteenStreamsOfAllRecordsThatBeginAtOnce() throws Exception {
        try (ServerProcess server =
                ServerProcess.start(
                        folder, "256m", "--tabularium.limits.max-concurrent-streams=4")) {
            load(server);
            try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
                List<Future<Long>> streams = new ArrayList<>();
                for (int client = 0; client < CLIENTS; client++) {
                    streams.add(clients.submit(() -> linesOfStream(server)));
                }
                for (Future<Long> stream : streams) {
                    assertThat(stream.get()).isEqualTo(ROWS);
                }
            }
        }
    }

    private static void load(ServerProcess server) throws Exception {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < ROWS; i++) {
            rows.append("{\"iata\":\"A")
                    .append(i)
                    .append("\",\"name\":\"An airport with a name\",")
                    .append("\"latitude\":")
                    .append(i % 90)
                    .append(".25,\"longitude\":10.5}\n");
        }
        HttpResponse<String> report =
                server.post(
                        AIRPORTS + "/bulk",
                        "application/x-ndjson",
                        BodyPublishers.ofString(rows.toString()),
                        BodyHandlers.ofString());
        assertThat(report.body()).contains("\"created\":" + ROWS);
    }

    private static long linesOfStream(ServerProcess server) throws Exception {
        HttpResponse<Stream<String>> stream =
                server.get(AIRPORTS + "/stream", BodyHandlers.ofLines());
        assertThat(stream.statusCode()).isEqualTo(200);
        try (Stream<String> lines = stream.body()) {
            return lines.count();
        }
    }
}
