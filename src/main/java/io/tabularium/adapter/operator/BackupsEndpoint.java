package io.tabularium.adapter.operator;

import static io.tabularium.adapter.operator.OperatorProblem.problem;

import io.tabularium.application.command.BackUpHandler;
import io.tabularium.application.command.BackupProgress;
import io.tabularium.application.command.RunStatus;
import io.tabularium.domain.maintenance.Snapshot;

import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.http.HttpStatus;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lets an operator have snapshots made: POST begins, GET shows how far it is and which snapshots
 * there are, DELETE cancels.
 */
@WebEndpoint(id = "backups")
public final class BackupsEndpoint {

    private final Offered<BackUpHandler> backups;

    public BackupsEndpoint(Offered<BackUpHandler> backups) {
        this.backups = backups;
    }

    @ReadOperation
    public WebEndpointResponse<?> get() {
        return backups.with(
                handler -> {
                    Map<String, Object> json = new LinkedHashMap<>();
                    handler.status().ifPresent(status -> json.put("last", json(status)));
                    json.put(
                            "snapshots",
                            handler.snapshots().stream().map(BackupsEndpoint::json).toList());
                    return new WebEndpointResponse<>(json, HttpStatus.OK.value());
                });
    }

    @WriteOperation
    public WebEndpointResponse<?> start() {
        return backups.with(
                handler ->
                        handler.start()
                                ? status(handler, HttpStatus.ACCEPTED)
                                : problem(HttpStatus.CONFLICT, "A backup is under way."));
    }

    @DeleteOperation
    public WebEndpointResponse<?> cancel() {
        return backups.with(
                handler ->
                        handler.cancel()
                                ? status(handler, HttpStatus.OK)
                                : problem(HttpStatus.NOT_FOUND, "No backup is under way."));
    }

    private static WebEndpointResponse<Map<String, Object>> status(
            BackUpHandler handler, HttpStatus status) {
        return new WebEndpointResponse<>(
                handler.status().map(BackupsEndpoint::json).orElseThrow(), status.value());
    }

    private static Map<String, Object> json(RunStatus<BackupProgress> status) {
        BackupProgress progress = status.progress();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("state", RunStatusJson.text(status.state()));
        json.put("phase", RunStatusJson.text(progress.phase()));
        json.put("rows_copied", progress.copied());
        json.put("rows", progress.all());
        progress.snapshot().ifPresent(snapshot -> json.put("snapshot", snapshot.name()));
        RunStatusJson.putTimes(status, json);
        return json;
    }

    private static Map<String, Object> json(Snapshot snapshot) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", snapshot.name());
        json.put("taken_at", snapshot.takenAt().toString());
        json.put("bytes", snapshot.bytes());
        json.put("rows", snapshot.rows());
        return json;
    }
}
