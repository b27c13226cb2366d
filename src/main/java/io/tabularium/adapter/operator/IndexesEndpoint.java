package io.tabularium.adapter.operator;

import static io.tabularium.adapter.operator.OperatorProblem.problem;

import io.tabularium.application.command.CheckIndexesHandler;
import io.tabularium.application.command.ClusterRecordsHandler;
import io.tabularium.application.command.IndexCheckStatus;

import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.http.HttpStatus;

import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Lets an operator have the indexes of a schema compared with its records, and made anew: POST
 * begins either, GET shows the comparison, DELETE cancels it. An unknown schema is answered as
 * everywhere else.
 */
@WebEndpoint(id = "indexes")
public final class IndexesEndpoint {

    private final CheckIndexesHandler checks;
    private final ClusterRecordsHandler rewrites;

    public IndexesEndpoint(CheckIndexesHandler checks, ClusterRecordsHandler rewrites) {
        this.checks = checks;
        this.rewrites = rewrites;
    }

    @ReadOperation
    public List<Map<String, Object>> list() {
        return checks.list().stream().map(IndexesEndpoint::json).toList();
    }

    @ReadOperation
    public WebEndpointResponse<Map<String, Object>> get(@Selector String schema) {
        return status(schema, HttpStatus.OK);
    }

    /**
     * Begins.
     *
     * @param work {@code check} or {@code rebuild}
     */
    @WriteOperation
    public WebEndpointResponse<Map<String, Object>> start(
            @Selector String schema, @Selector String work) {
        return switch (work) {
            case "check" -> check(schema);
            case "rebuild" -> rebuild(schema);
            default -> problem(HttpStatus.NOT_FOUND, "There is check and rebuild.");
        };
    }

    @DeleteOperation
    public WebEndpointResponse<Map<String, Object>> cancel(@Selector String schema) {
        return checks.cancel(schema)
                ? status(schema, HttpStatus.OK)
                : problem(HttpStatus.NOT_FOUND, "No check of the schema is under way.");
    }

    private WebEndpointResponse<Map<String, Object>> check(String schema) {
        return switch (checks.start(schema)) {
            case STARTED -> status(schema, HttpStatus.ACCEPTED);
            case UNDER_WAY -> problem(HttpStatus.CONFLICT, "A check is under way.");
        };
    }

    private WebEndpointResponse<Map<String, Object>> rebuild(String schema) {
        return rewrites.rebuild(schema)
                ? new WebEndpointResponse<>(
                        Map.of("schema", schema, "progress", "/actuator/clusterings/" + schema),
                        HttpStatus.ACCEPTED.value())
                : problem(HttpStatus.CONFLICT, "A table is being rewritten.");
    }

    private WebEndpointResponse<Map<String, Object>> status(String schema, HttpStatus status) {
        return checks.get(schema)
                .map(known -> new WebEndpointResponse<>(json(known), status.value()))
                .orElseGet(() -> problem(HttpStatus.NOT_FOUND, "The schema was not checked yet."));
    }

    private static Map<String, Object> json(IndexCheckStatus status) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", status.schema().value());
        json.put("state", status.state().name().toLowerCase(Locale.ROOT));
        json.put("values_compared", status.compared());
        json.put("disagreements", status.disagreements());
        json.put("started_at", status.startedAt().truncatedTo(ChronoUnit.MILLIS));
        status.endedAt()
                .ifPresent(instant -> json.put("ended_at", instant.truncatedTo(ChronoUnit.MILLIS)));
        status.failure().ifPresent(failure -> json.put("failure", failure));
        return json;
    }
}
