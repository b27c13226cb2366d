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
import java.util.Locale;
import java.util.Map;

/**
 * Lets an operator have the indexes of a schema compared with its records, and made anew: POST
 * begins either, GET shows the comparison, DELETE cancels it. An unknown schema is answered as
 * everywhere else.
 */
@WebEndpoint(id = "indexes")
public final class IndexesEndpoint {

    private final Offered<CheckIndexesHandler> checks;
    private final Offered<ClusterRecordsHandler> rewrites;

    public IndexesEndpoint(
            Offered<CheckIndexesHandler> checks, Offered<ClusterRecordsHandler> rewrites) {
        this.checks = checks;
        this.rewrites = rewrites;
    }

    @ReadOperation
    public WebEndpointResponse<?> list() {
        return checks.with(
                handler ->
                        new WebEndpointResponse<>(
                                handler.list().stream().map(IndexesEndpoint::json).toList()));
    }

    @ReadOperation
    public WebEndpointResponse<?> get(@Selector String schema) {
        return checks.with(handler -> status(handler, schema, HttpStatus.OK));
    }

    /**
     * Begins.
     *
     * @param work {@code check} or {@code rebuild}
     */
    @WriteOperation
    public WebEndpointResponse<?> start(@Selector String schema, @Selector String work) {
        return switch (work) {
            case "check" -> check(schema);
            case "rebuild" -> rebuild(schema);
            default -> problem(HttpStatus.NOT_FOUND, "There is check and rebuild.");
        };
    }

    @DeleteOperation
    public WebEndpointResponse<?> cancel(@Selector String schema) {
        return checks.with(
                handler ->
                        handler.cancel(schema)
                                ? status(handler, schema, HttpStatus.OK)
                                : problem(
                                        HttpStatus.NOT_FOUND,
                                        "No check of the schema is under way."));
    }

    private WebEndpointResponse<?> check(String schema) {
        return checks.with(
                handler ->
                        switch (handler.start(schema)) {
                            case STARTED -> status(handler, schema, HttpStatus.ACCEPTED);
                            case UNDER_WAY -> problem(HttpStatus.CONFLICT, "A check is under way.");
                        });
    }

    private WebEndpointResponse<?> rebuild(String schema) {
        return rewrites.with(
                handler ->
                        handler.rebuild(schema)
                                ? new WebEndpointResponse<>(
                                        Map.of(
                                                "schema",
                                                schema,
                                                "progress",
                                                "/actuator/clusterings/" + schema),
                                        HttpStatus.ACCEPTED.value())
                                : problem(HttpStatus.CONFLICT, "A table is being rewritten."));
    }

    private static WebEndpointResponse<Map<String, Object>> status(
            CheckIndexesHandler handler, String schema, HttpStatus status) {
        return handler.get(schema)
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
