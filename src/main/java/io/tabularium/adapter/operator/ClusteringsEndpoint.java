package io.tabularium.adapter.operator;

import static io.tabularium.adapter.operator.OperatorProblem.problem;

import io.tabularium.application.command.ClusterRecordsHandler;
import io.tabularium.application.command.ClusteringProgress;
import io.tabularium.application.command.RunStatus;

import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.http.HttpStatus;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets an operator have the records of a schema stored in order: POST begins, GET shows how far it
 * is, DELETE cancels. An unknown schema is answered as everywhere else.
 */
@WebEndpoint(id = "clusterings")
public final class ClusteringsEndpoint {

    private final ClusterRecordsHandler handler;

    public ClusteringsEndpoint(ClusterRecordsHandler handler) {
        this.handler = handler;
    }

    @ReadOperation
    public List<Map<String, Object>> list() {
        return handler.list().stream().map(ClusteringsEndpoint::json).toList();
    }

    @ReadOperation
    public WebEndpointResponse<Map<String, Object>> get(@Selector String schema) {
        return status(schema, HttpStatus.OK);
    }

    @WriteOperation
    public WebEndpointResponse<Map<String, Object>> start(@Selector String schema) {
        return switch (handler.start(schema)) {
            case STARTED -> status(schema, HttpStatus.ACCEPTED);
            case UNDER_WAY -> problem(HttpStatus.CONFLICT, "A clustering is under way.");
            case NOT_DECLARED ->
                    problem(HttpStatus.UNPROCESSABLE_CONTENT, "The schema has no x-cluster.");
        };
    }

    @DeleteOperation
    public WebEndpointResponse<Map<String, Object>> cancel(@Selector String schema) {
        return handler.cancel(schema)
                ? status(schema, HttpStatus.OK)
                : problem(HttpStatus.NOT_FOUND, "No clustering of the schema is under way.");
    }

    private WebEndpointResponse<Map<String, Object>> status(String schema, HttpStatus status) {
        return handler.get(schema)
                .map(known -> new WebEndpointResponse<>(json(known), status.value()))
                .orElseGet(
                        () -> problem(HttpStatus.NOT_FOUND, "The schema was not clustered yet."));
    }

    private static Map<String, Object> json(RunStatus<ClusteringProgress> status) {
        ClusteringProgress progress = status.progress();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", progress.schema().value());
        json.put("state", RunStatusJson.text(status.state()));
        json.put("phase", RunStatusJson.text(progress.phase()));
        json.put("records_copied", progress.copied());
        json.put("records", progress.all());
        RunStatusJson.putTimes(status, json);
        return json;
    }
}
