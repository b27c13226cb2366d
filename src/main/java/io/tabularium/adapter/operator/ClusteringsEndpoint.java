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
import java.util.Map;

/**
 * Lets an operator have the records of a schema stored in order: POST begins, GET shows how far it
 * is, DELETE cancels. An unknown schema is answered as everywhere else.
 */
@WebEndpoint(id = "clusterings")
public final class ClusteringsEndpoint {

    private final Offered<ClusterRecordsHandler> clusterings;

    public ClusteringsEndpoint(Offered<ClusterRecordsHandler> clusterings) {
        this.clusterings = clusterings;
    }

    @ReadOperation
    public WebEndpointResponse<?> list() {
        return clusterings.with(
                handler ->
                        new WebEndpointResponse<>(
                                handler.list().stream().map(ClusteringsEndpoint::json).toList()));
    }

    @ReadOperation
    public WebEndpointResponse<?> get(@Selector String schema) {
        return clusterings.with(handler -> status(handler, schema, HttpStatus.OK));
    }

    @WriteOperation
    public WebEndpointResponse<?> start(@Selector String schema) {
        return clusterings.with(
                handler ->
                        switch (handler.start(schema)) {
                            case STARTED -> status(handler, schema, HttpStatus.ACCEPTED);
                            case UNDER_WAY ->
                                    problem(HttpStatus.CONFLICT, "A clustering is under way.");
                            case NOT_DECLARED ->
                                    problem(
                                            HttpStatus.UNPROCESSABLE_CONTENT,
                                            "The schema has no x-cluster.");
                        });
    }

    @DeleteOperation
    public WebEndpointResponse<?> cancel(@Selector String schema) {
        return clusterings.with(
                handler ->
                        handler.cancel(schema)
                                ? status(handler, schema, HttpStatus.OK)
                                : problem(
                                        HttpStatus.NOT_FOUND,
                                        "No clustering of the schema is under way."));
    }

    private static WebEndpointResponse<Map<String, Object>> status(
            ClusterRecordsHandler handler, String schema, HttpStatus status) {
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
