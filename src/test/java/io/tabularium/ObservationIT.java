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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the real server tells of itself, and whether what is written about that is true. */
class ObservationIT {

    private static final String WELLS = "/records/well_production";
    private static final String SECRET = "s3cr3t";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final JsonReader JSON = new JsonReader(10_000_000);

    @TempDir static Path folder;
    private static ServerProcess server;
    private static String id;

    @BeforeAll
    static void serveEachOperation() throws Exception {
        server =
                ServerProcess.startJar(
                        folder,
                        "--spring.profiles.active=structured",
                        "--tabularium.log.slow-query=0ms");
        HttpResponse<String> created = server.send("POST", WELLS, well(1, SECRET));
        id = (String) read(created.body()).get("id");
        server.send("PUT", WELLS + "/" + id, well(1, SECRET));
        server.send("PATCH", WELLS + "/" + id, "{\"well_name\":\"" + SECRET + "\"}");
        server.post(
                WELLS + "/bulk",
                "application/x-ndjson",
                BodyPublishers.ofString(well(2, SECRET) + "\n" + well(3, SECRET)),
                BodyHandlers.ofString());
        server.send("POST", "/records", "{\"schema_name\":\"well_production\",\"data\":{}}");
        for (String path :
                List.of(
                        WELLS + "/" + id,
                        WELLS + "?well_name=eq." + SECRET,
                        WELLS + "/stream",
                        WELLS + "/count",
                        "/schemas",
                        "/schemas/well_production",
                        "/nothing")) {
            server.get(path, BodyHandlers.ofString());
        }
        server.send("POST", "/records/" + SECRET, "{}", "traceparent", traceparent());
        server.send("DELETE", WELLS + "/" + id, "");
        awaitMetrics(metrics -> metrics.sum("tabularium_requests_seconds_count") >= 14);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyQueryOfTheDashboardIsAnswered() throws Exception {
        Exposition exposed = metrics();
        List<String> queries =
                expressions(JSON.read(Files.readString(Path.of("docs/grafana/tabularium.json"))))
                        .toList();

        assertThat(queries).hasSizeGreaterThan(30);
        assertThat(queries.stream().map(PromQuery::parse))
                .flatMap(query -> query.unanswered(exposed))
                .isEmpty();
    }

    @Test
    void everyMetricThatIsDocumentedIsExposed() throws Exception {
        Set<String> exposed =
                metrics().names().stream()
                        .map(name -> name.replaceAll("_bucket$", ""))
                        .collect(Collectors.toSet());
        List<String> documented = documentedMetrics();

        assertThat(documented).hasSizeGreaterThan(20);
        assertThat(exposed).containsAll(documented);
    }

    @Test
    void everyAlertThatIsDocumentedCanFire() throws Exception {
        Exposition exposed = metrics();
        List<String> alerts =
                Pattern.compile("(?m)^ *expr: (.+)$")
                        .matcher(section())
                        .results()
                        .map(found -> found.group(1))
                        .toList();

        assertThat(alerts).isNotEmpty();
        assertThat(alerts.stream().map(PromQuery::parse))
                .flatMap(query -> query.unanswered(exposed))
                .isEmpty();
    }

    @Test
    void everyMetricOfOursIsDocumented() throws Exception {
        assertThat(metrics().names())
                .filteredOn(name -> name.startsWith("tabularium_"))
                .allSatisfy(name -> assertThat(section()).contains(base(name)));
    }

    @Test
    void requestsAreCountedBySchemaAndOperation() throws Exception {
        Exposition metrics = metrics();

        for (String operation :
                List.of("create", "replace", "patch", "delete", "get", "count", "page", "stream")) {
            assertThat(count(metrics, operation, "well_production", "success"))
                    .as(operation)
                    .isEqualTo(1);
        }
        assertThat(count(metrics, "create", "well_production", "refused")).isEqualTo(1);
        assertThat(count(metrics, "create", "-", "refused")).isEqualTo(1);
        assertThat(metrics.sum("tabularium_rows_total", "operation", "bulk", "flow", "created"))
                .isEqualTo(2);
        assertThat(metrics.sum("tabularium_rows_total", "operation", "stream")).isEqualTo(3);
        assertThat(metrics.sum("tabularium_duckdb_memory_bytes")).isPositive();
        assertThat(metrics.sum("tabularium_duckdb_file_bytes")).isPositive();
    }

    @Test
    void noClientCanAddSeries() throws Exception {
        odd("x");
        awaitMetrics(
                metrics ->
                        metrics.sum("tabularium_problems_total", "problem", "unknown-schema") >= 3);
        Set<String> before = seriesOfRequests();
        for (int i = 0; i < 40; i++) {
            odd("x" + i);
        }
        awaitMetrics(
                metrics ->
                        metrics.sum("tabularium_problems_total", "problem", "unknown-schema")
                                >= 83);

        assertThat(seriesOfRequests()).containsExactlyInAnyOrderElementsOf(before);
    }

    /** All series but those of the collector, which come with its first work of each kind. */
    private static Set<String> seriesOfRequests() throws Exception {
        return metrics().identities().stream()
                .filter(series -> !series.startsWith("jvm_gc_"))
                .collect(Collectors.toSet());
    }

    private static void odd(String name) throws Exception {
        server.get("/records/" + name, BodyHandlers.ofString());
        server.get("/records/" + name + "/" + name + "?" + name, BodyHandlers.ofString());
        server.get("/" + name, BodyHandlers.ofString());
        server.operate("GET", "/actuator/" + name);
        server.operate("GET", "/" + name);
        server.send(name.toUpperCase(Locale.ROOT), WELLS, "");
    }

    @Test
    void aLineTellsOfEachRequestAndNothingOfItsData() {
        Map<String, Object> line = lineOf(TRACE);

        assertThat(line)
                .containsEntry("event.action", "request")
                .containsEntry("operation", "create")
                .containsEntry("schema", "-")
                .containsEntry("outcome", "refused")
                .containsEntry("status", 404L)
                .containsEntry("rows", 0L)
                .containsEntry("problem", "unknown-schema")
                .containsKeys("@timestamp", "ms", "bytes_in", "bytes_out", "ecs");
        assertThat(logWithoutAudit()).doesNotContain(SECRET).doesNotContain(id);
    }

    @Test
    void theAuditTellsWhichResourceAndNothingOfItsData() {
        List<String> lines =
                server.log().lines().filter(line -> line.contains("io.tabularium.audit")).toList();

        assertThat(lines).anyMatch(line -> line.contains("/records/well_production/" + id));
        // It is the name of a schema there, not data.
        assertThat(lines)
                .filteredOn(line -> !line.contains("/records/" + SECRET))
                .noneMatch(line -> line.contains(SECRET));
    }

    @Test
    void slowStatementsAreToldWithPlacesForTheirValues() {
        List<Map<String, Object>> slow =
                server.log()
                        .lines()
                        .filter(line -> line.contains("\"slow_query\""))
                        .map(ObservationIT::read)
                        .toList();

        assertThat(slow)
                .extracting(line -> line.get("operation"))
                .contains("page", "count", "stream", "commit");
        assertThat(slow)
                .allSatisfy(line -> assertThat(line).containsKeys("ms", "sql", "schema"))
                .filteredOn("operation", "page")
                .isNotEmpty()
                // The second step of a page names rows by their addresses, which are no data.
                .allSatisfy(
                        line ->
                                assertThat((String) line.get("sql"))
                                        .contains("well_name")
                                        .containsAnyOf("?", "rowid in"));
        assertThat(logWithoutAudit()).doesNotContain(SECRET);
    }

    @Test
    void readinessNamesItsPartsAndTheStartIsOver() throws Exception {
        HttpResponse<String> readiness = server.operate("GET", "/actuator/health/readiness");

        assertThat(readiness.body()).contains("readinessState", "storage");
        assertThat(server.operate("GET", "/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(server.operate("GET", "/actuator/health/startup").statusCode()).isEqualTo(200);
    }

    private static double count(
            Exposition metrics, String operation, String schema, String outcome) {
        return metrics.sum(
                "tabularium_requests_seconds_count",
                "operation",
                operation,
                "schema",
                schema,
                "outcome",
                outcome);
    }

    private static Map<String, Object> lineOf(String trace) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            List<String> lines = server.log().lines().filter(line -> line.contains(trace)).toList();
            if (!lines.isEmpty()) {
                return read(lines.getLast());
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new AssertionError("no line of " + trace + ": " + server.log());
    }

    private static void awaitMetrics(Predicate<Exposition> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.test(metrics())) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not yet: " + metrics());
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static Exposition metrics() throws Exception {
        return Exposition.parse(server.operate("GET", "/actuator/prometheus").body());
    }

    /** Whatever is called {@code expr}, at whatever depth. */
    private static Stream<String> expressions(Object json) {
        return switch (json) {
            case Map<?, ?> object ->
                    object.entrySet().stream()
                            .flatMap(
                                    member ->
                                            member.getKey().equals("expr")
                                                    ? Stream.of((String) member.getValue())
                                                    : expressions(member.getValue()));
            case List<?> array -> array.stream().flatMap(ObservationIT::expressions);
            case null, default -> Stream.empty();
        };
    }

    /** The names in the first column of the tables. */
    private static List<String> documentedMetrics() throws Exception {
        Pattern name = Pattern.compile("`([a-z]+(?:_[a-z0-9]+)+)`");
        return section()
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(0, line.indexOf('|', 1)))
                .flatMap(cell -> name.matcher(cell).results())
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static String section() throws Exception {
        String text = Files.readString(Path.of("docs/operations.md"));
        String section = text.substring(text.indexOf("\n## Seen from outside") + 1);
        int next = section.indexOf("\n## ");
        return next < 0 ? section : section.substring(0, next);
    }

    /** A histogram is documented once. */
    private static String base(String name) {
        return name.replaceAll("_(?:bucket|count|sum|max)$", "");
    }

    private static String traceparent() {
        return "00-" + TRACE + "-00f067aa0ba902b7-01";
    }

    @SuppressWarnings("unchecked") // a JSON object's keys are strings
    private static Map<String, Object> read(String json) {
        return (Map<String, Object>) JSON.read(json);
    }

    private static String well(int code, String name) {
        return """
               {"field_code":1,"well_code":%d,"production_period":"2026-01-01T00:00:00",\
               "well_name":"%s"}"""
                .formatted(code, name);
    }

    /** All but the lines whose purpose is to tell what was written or refused. */
    private static String logWithoutAudit() {
        return server.log()
                .lines()
                .filter(line -> !line.contains("io.tabularium.audit"))
                .collect(Collectors.joining("\n"));
    }
}
