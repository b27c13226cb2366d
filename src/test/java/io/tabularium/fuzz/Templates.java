package io.tabularium.fuzz;

import java.util.List;
import java.util.Random;

/** Requests that are right, of every kind that the server knows. */
final class Templates {

    private static final String ID = "0197a5b2-0000-7000-8000-000000000001";
    private static final String WELLS = "/api/v1/records/well_production";
    private static final String JSON = "Content-Type: application/json";
    private static final List<HttpText> READS =
            List.of(
                    HttpText.of("GET", "/api/v1/schemas"),
                    HttpText.of("GET", "/api/v1/schemas/airports"),
                    HttpText.of("GET", "/api/v1/schemas/none"),
                    HttpText.of("GET", WELLS + "/" + ID),
                    HttpText.of("GET", WELLS + "?field_code=eq.1&size=5&sort=-well_code"),
                    HttpText.of("GET", WELLS + "?filters=%5B%5D&page=2&size=3&fields=well_code"),
                    HttpText.of("GET", WELLS + "/count?well_code=gt.10"),
                    HttpText.of("GET", WELLS + "/stream?limit=20", "Accept: text/csv"),
                    HttpText.of("GET", WELLS + "/stream?well_code=lt.100"),
                    HttpText.of("HEAD", WELLS + "/count"),
                    HttpText.of("OPTIONS", WELLS),
                    HttpText.of("GET", "/actuator"),
                    HttpText.of("GET", "/actuator/health"),
                    HttpText.of("GET", "/actuator/health/readiness"),
                    HttpText.of("GET", "/actuator/prometheus"),
                    HttpText.of("GET", "/actuator/clusterings"),
                    HttpText.of("GET", "/actuator/indexes"),
                    HttpText.of("POST", "/actuator/indexes/airports/check"),
                    HttpText.of("DELETE", "/actuator/indexes/airports"),
                    HttpText.of("GET", "/actuator/backups"),
                    HttpText.of("POST", "/actuator/backups"),
                    HttpText.of("DELETE", "/actuator/backups"),
                    HttpText.of("POST", "/actuator/clusterings/airports"),
                    HttpText.of("DELETE", "/actuator/clusterings/well_production"),
                    HttpText.of("GET", "/"),
                    HttpText.of("GET", "/docs"),
                    HttpText.of("GET", "/docs/files/0/swagger-ui.css"),
                    HttpText.of("GET", "/api/v1"));

    private static final List<HttpText> WRITES =
            List.of(
                    HttpText.of("POST", WELLS + "/query", JSON)
                            .withBody(
                                    "{\"filters\":[{\"field\":\"well_code\",\"operator\":\"in\","
                                            + "\"value\":[1,2,3]}],\"size\":5}"),
                    HttpText.of("POST", "/api/v1/records", JSON)
                            .withBody(
                                    "{\"schema_name\":\"airports\",\"data\":"
                                            + "{\"iata\":\"OSL\",\"name\":\"Oslo\"}}"),
                    HttpText.of("POST", "/api/v1/records/bulk", JSON)
                            .withBody(
                                    "{\"schema_name\":\"airports\",\"data\":"
                                            + "[{\"iata\":\"BGO\",\"name\":\"Bergen\"}]}"),
                    HttpText.of(
                                    "PATCH",
                                    WELLS + "/" + ID,
                                    "Content-Type: " + "application/merge-patch+json",
                                    "If-Match: \"1\"")
                            .withBody("{\"field_code\": 2}"),
                    HttpText.of("DELETE", WELLS + "/" + ID, "If-Match: \"3\""),
                    HttpText.of(
                                    "POST",
                                    WELLS + "/bulk?on_error=skip&dry_run=true",
                                    "Content-Type: " + "text/csv")
                            .withBody(
                                    """
                                    field_code,well_code,production_period
                                    1,2,2026-01-01T00:00:00
                                    """));

    private Templates() {}

    static HttpText any(Random random) {
        int choice = random.nextInt(100);
        if (choice < 40) {
            return READS.get(random.nextInt(READS.size()));
        }
        if (choice < 60) {
            return WRITES.get(random.nextInt(WRITES.size()));
        }
        String well = well(random.nextInt(100_000));
        if (choice < 70) {
            return HttpText.of("POST", WELLS, JSON, "Idempotency-Key: k" + random.nextInt(9))
                    .withBody(well);
        }
        if (choice < 80) {
            return HttpText.of("PUT", WELLS + "/" + ID, JSON).withBody(well);
        }
        if (choice < 90) {
            return HttpText.of("POST", WELLS + "/bulk", "Content-Type: application/x-ndjson")
                    .withBody(well + "\n" + well.replace("1", "2") + "\n");
        }
        return HttpText.of("POST", WELLS + "/bulk?on_conflict=update", JSON)
                .withBody("[" + well + "]");
    }

    private static String well(int code) {
        return """
               {"field_code": 1, "well_code": %d, "production_period": "2026-01-01T00:00:00"}"""
                .formatted(code);
    }
}
