package io.tabularium.adapter.web;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.adapter.web.access.Caller;
import io.tabularium.adapter.web.access.Use;
import io.tabularium.adapter.web.admission.Load;
import io.tabularium.adapter.web.admission.Within;
import io.tabularium.adapter.web.body.BodyType;
import io.tabularium.adapter.web.body.Envelope;
import io.tabularium.adapter.web.body.HeldBody;
import io.tabularium.adapter.web.body.RequestBodies;
import io.tabularium.adapter.web.bulk.BulkInput;
import io.tabularium.adapter.web.bulk.JsonArrayRows;
import io.tabularium.adapter.web.bulk.ParallelRows;
import io.tabularium.adapter.web.bulk.RowWorkers;
import io.tabularium.adapter.web.observation.Operation;
import io.tabularium.adapter.web.observation.RequestNotes;
import io.tabularium.adapter.web.observation.Serves;
import io.tabularium.application.command.BulkLoadHandler;
import io.tabularium.application.query.GetSchemaHandler;
import io.tabularium.domain.record.BulkOptions;
import io.tabularium.domain.record.BulkReport;
import io.tabularium.domain.record.RecordSource;
import io.tabularium.domain.schema.Schema;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.core.JsonParser;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/** Loads many records in one request. */
@RestController
final class BulkController {

    private final GetSchemaHandler getSchema;
    private final BulkLoadHandler loadBulk;
    private final RequestBodies bodies;
    private final Limits limits;
    private final JsonReader json;
    private final RowWorkers workers;

    BulkController(
            GetSchemaHandler getSchema,
            BulkLoadHandler loadBulk,
            RequestBodies bodies,
            Limits limits,
            RowWorkers workers) {
        this.getSchema = getSchema;
        this.loadBulk = loadBulk;
        this.bodies = bodies;
        this.limits = limits;
        this.json = new JsonReader(limits.maxBodyBytes());
        this.workers = workers;
    }

    /** The body has the records, in one of three formats. */
    @Within(Load.BULKS)
    @Serves(Operation.BULK)
    @PostMapping(path = ApiPath.RECORDS + "/bulk", produces = JsonAnswer.MEDIA_TYPE)
    void load(
            @PathVariable("schema") String name,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, HttpMediaTypeNotSupportedException {
        Schema schema = getSchema.handle(name);
        BodyType type = BodyType.of(request, BodyType.JSON, BodyType.NDJSON, BodyType.CSV);
        BulkOptions options = BulkParameters.read(request, schema);
        Optional<KeyedRequest> keyed = KeyedRequest.of(request);
        RecordSource rows = rows(type, schema, request);
        answer(schema, options, rows, keyed, RequestNotes.of(request)).send(response);
    }

    /** The body is an envelope that names the schema beside the array of records. */
    @Within(Load.BULKS)
    @Serves(Operation.BULK)
    @PostMapping(path = ApiPath.ALL_RECORDS + "/bulk", produces = JsonAnswer.MEDIA_TYPE)
    void load(HttpServletRequest request, HttpServletResponse response)
            throws IOException, HttpMediaTypeNotSupportedException {
        BodyType.of(request, BodyType.JSON);
        Optional<KeyedRequest> keyed = KeyedRequest.of(request);
        HeldBody body = bodies.hold(request);
        String name = json.parse(body.open(), Envelope::readSchemaName);
        Caller.current().require(Use.WRITE, name);
        Schema schema = RequestNotes.of(request).about(getSchema.handle(name));
        BulkOptions options = BulkParameters.read(request, schema);
        JsonParser parser = json.open(body.open());
        RecordSource rows =
                JsonReader.guarded(
                        parser,
                        at -> {
                            Envelope.enterData(at);
                            return JsonArrayRows.ofCurrent(
                                    schema, at, limits.maxBulkArrayRecords());
                        });
        answer(schema, options, rows, keyed, RequestNotes.of(request)).send(response);
    }

    private RecordSource rows(BodyType type, Schema schema, HttpServletRequest request)
            throws IOException {
        return switch (type) {
            case NDJSON -> ParallelRows.ofNdjson(schema, json, input(request), workers);
            case CSV -> ParallelRows.ofCsv(schema, json, input(request), workers);
            case JSON ->
                    JsonArrayRows.ofWhole(
                            schema, json.open(bodies.open(request)), limits.maxBulkArrayRecords());
            case MERGE_PATCH -> throw new IllegalArgumentException("no format of bulk loads");
        };
    }

    private BulkInput input(HttpServletRequest request) throws IOException {
        return new BulkInput(
                bodies.openUnbounded(request), limits.maxBodyBytes(), bodies.share(request));
    }

    private Answer answer(
            Schema schema,
            BulkOptions options,
            RecordSource rows,
            Optional<KeyedRequest> keyed,
            RequestNotes notes) {
        Function<BulkReport, Answer> kept =
                report -> BulkAnswer.toBeKept(notes.loaded(report), options);
        return keyed.map(
                        key ->
                                key.answer(
                                        kept,
                                        receipt -> loadBulk.handle(schema, options, rows, receipt)))
                .orElseGet(
                        () ->
                                BulkAnswer.of(
                                        notes.loaded(loadBulk.handle(schema, options, rows)),
                                        options));
    }
}
