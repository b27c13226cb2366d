import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures a running server: bulk load and stream of generated well_production rows, then single
 * creates by concurrent clients. It writes to the server it is pointed at, so point it at an empty
 * one.
 *
 * <pre>java load-tests/Measure.java [base-url] [rows] [clients] [seconds]</pre>
 */
final class Measure {

    private static final LocalDateTime FIRST_PERIOD = LocalDateTime.of(2010, 1, 1, 0, 0);
    private static final int SUCCESS = 2;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI records;

    private Measure(String baseUrl) {
        records = URI.create(baseUrl + "/api/v1/records/well_production");
    }

    public static void main(String[] arguments) throws Exception {
        String baseUrl = arguments.length > 0 ? arguments[0] : "http://127.0.0.1:8080";
        long rows = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1_000_000;
        int clients = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 64;
        int seconds = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 10;
        Measure measure = new Measure(baseUrl);
        measure.bulk(rows);
        measure.stream(rows);
        measure.creates("create, warm-up", rows, clients, seconds / 2);
        measure.creates("create, " + clients + " clients", 2 * rows, clients, seconds);
    }

    private void bulk(long rows) throws Exception {
        Path file = Files.createTempFile("well_production", ".ndjson");
        try {
            writeRows(file, rows);
            bulk(file, rows);
        } finally {
            Files.delete(file);
        }
    }

    private void bulk(Path file, long rows) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(records + "/bulk"))
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofFile(file))
                        .build();
        long start = System.nanoTime();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        long nanos = System.nanoTime() - start;
        require(response.statusCode() / 100 == SUCCESS, response.body());
        report("bulk", rows, "rows", nanos);
    }

    private void stream(long rows) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(records + "/stream")).build();
        long start = System.nanoTime();
        HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
        long lines = 0;
        byte[] buffer = new byte[1 << 16];
        try (InputStream body = response.body()) {
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    if (buffer[i] == '\n') {
                        lines++;
                    }
                }
            }
        }
        long nanos = System.nanoTime() - start;
        require(lines == rows, "expected " + rows + " lines");
        report("stream", lines, "rows", nanos);
    }

    private void creates(String what, long firstRow, int clients, int seconds) throws Exception {
        AtomicLong next = new AtomicLong(firstRow);
        AtomicLong created = new AtomicLong();
        long start = System.nanoTime();
        long end = start + Duration.ofSeconds(seconds).toNanos();
        Callable<Void> work =
                () -> {
                    while (System.nanoTime() < end) {
                        create(next.getAndIncrement());
                        created.incrementAndGet();
                    }
                    return null;
                };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> client : threads.invokeAll(Collections.nCopies(clients, work))) {
                client.get();
            }
        }
        report(what, created.get(), "records", System.nanoTime() - start);
    }

    private void create(long row) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(records)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(row(row)))
                        .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        require(response.statusCode() / 100 == SUCCESS, response.body());
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            System.err.println(message);
            System.exit(1);
        }
    }

    private static void report(String what, long count, String unit, long nanos) {
        double seconds = nanos / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%-22s %,12d %-8s %8.2f s %,12.0f %s/s%n",
                what,
                count,
                unit,
                seconds,
                count / seconds,
                unit);
    }

    /** Made beforehand, so that the making does not compete with the server for processors. */
    private static void writeRows(Path file, long rows) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (long i = 0; i < rows; i++) {
                writer.append(row(i)).append('\n');
            }
        }
    }

    /** Row i of the benchmark data: distinct keys, values that vary. */
    private static String row(long i) {
        double oil = 100 + i / 10.0;
        return """
        {"field_code":%d,"field_name":"Field %d","well_code":%d,"well_reference":"W-%d",\
        "well_name":"Well %d","production_period":"%s:00","days_on_production":%d,\
        "oil_production_kbd":%s,"gas_production_mmcfd":%s,"liquids_production_kbd":%s,\
        "water_production_kbd":%s,"data_source":"generated","source_data":"row %d",\
        "partition_0":"p%d"}"""
                .formatted(
                        i % 1000,
                        i % 1000,
                        i % 100,
                        i % 100,
                        i % 100,
                        FIRST_PERIOD.plusHours(i),
                        1 + i % 31,
                        oil,
                        oil / 2,
                        oil / 4,
                        oil / 8,
                        i,
                        i % 16);
    }
}
