package io.tabularium.adapter.web.bulk;

import io.tabularium.adapter.key.Use;
import io.tabularium.adapter.web.ApiPath;
import io.tabularium.adapter.web.access.Caller;
import io.tabularium.adapter.web.admission.Load;
import io.tabularium.adapter.web.admission.Within;
import io.tabularium.adapter.web.answer.Answer;
import io.tabularium.adapter.web.answer.IdempotentRequest;
import io.tabularium.adapter.web.answer.JsonAnswer;
import io.tabularium.adapter.web.body.BodyType;
import io.tabularium.adapter.web.body.HeldBody;
import io.tabularium.adapter.web.observation.Operation;
import io.tabularium.adapter.web.observation.RequestNotes;
import io.tabularium.adapter.web.observation.Serves;
import io.tabularium.adapter.web.upload.Upload;
import io.tabularium.adapter.web.upload.Uploads;
import io.tabularium.application.command.BulkLoadHandler;
import io.tabularium.application.command.BulkSource;
import io.tabularium.domain.receipt.KeyedRequest;
import io.tabularium.domain.receipt.Once;
import io.tabularium.domain.record.BulkOptions;
import io.tabularium.domain.record.BulkReport;
import io.tabularium.domain.record.KeptOutcome;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.SchemaCatalog;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;
import java.util.Optional;

/** Loads many records in one request. */
@RestController
public final class BulkController {

    private final SchemaCatalog catalog;
    private final BulkLoadHandler loadBulk;
    private final BulkBodies bodies;
    private final Uploads uploads;

    BulkController(
            SchemaCatalog catalog, BulkLoadHandler loadBulk, BulkBodies bodies, Uploads uploads) {
        this.catalog = catalog;
        this.loadBulk = loadBulk;
        this.bodies = bodies;
        this.uploads = uploads;
    }

    /** The body has the records, in one of three formats. */
    @Within(Load.UPLOADS)
    @Serves(Operation.BULK)
    @PostMapping(path = ApiPath.RECORDS + "/bulk", produces = JsonAnswer.MEDIA_TYPE)
    void load(
            @PathVariable("schema") String name,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, HttpMediaTypeNotSupportedException {
        Schema schema = catalog.get(name);
        BodyType type = BodyType.of(request, BodyType.JSON, BodyType.NDJSON, BodyType.CSV);
        BulkOptions options = BulkParameters.read(request, schema);
        Optional<IdempotentRequest> keyed = IdempotentRequest.of(request);
        try (Upload upload = uploads.begin(request, bodies.maxBytes(type, request))) {
            keyed.ifPresent(key -> key.readBodyBy(reading -> bodies.read(type, upload, reading)));
            Answer answer =
                    answer(
                            new BulkJob(schema, options, keyed),
                            attempt ->
                                    upload.inSlot(
                                            () -> attempt.apply(bodies.rows(type, schema, upload))),
                            RequestNotes.of(request));
            answer.send(response);
        }
    }

    /** The body is an envelope that names the schema beside the array of records. */
    @Within(Load.UPLOADS)
    @Serves(Operation.BULK)
    @PostMapping(path = ApiPath.ALL_RECORDS + "/bulk", produces = JsonAnswer.MEDIA_TYPE)
    void load(HttpServletRequest request, HttpServletResponse response)
            throws IOException, HttpMediaTypeNotSupportedException {
        BodyType type = BodyType.of(request, BodyType.JSON);
        Optional<IdempotentRequest> keyed = IdempotentRequest.of(request);
        try (Upload upload = uploads.begin(request, bodies.maxBytes(type, request))) {
            upload.receiveAll();
            HeldBody body = bodies.hold(upload);
            String name = bodies.schemaName(body);
            Caller.current().require(Use.WRITE, name);
            Schema schema = RequestNotes.of(request).about(catalog.get(name));
            BulkOptions options = BulkParameters.read(request, schema);
            Answer answer =
                    answer(
                            new BulkJob(schema, options, keyed),
                            attempt ->
                                    upload.inSlot(() -> attempt.apply(bodies.rows(schema, body))),
                            RequestNotes.of(request));
            answer.send(response);
        }
    }

    private Answer answer(BulkJob job, BulkSource source, RequestNotes notes) {
        Schema schema = job.schema();
        BulkOptions options = job.options();
        if (job.request().isEmpty()) {
            return BulkAnswer.of(notes.loaded(loadBulk.handle(schema, options, source)));
        }
        KeyedRequest keyed = job.request().get().keyed(options.returning());
        return switch (loadBulk.handle(schema, options, source, keyed)) {
            case Once.Now(BulkReport report) -> BulkAnswer.of(notes.loaded(report));
            case Once.Before(KeptOutcome.Load kept) ->
                    IdempotentRequest.replayed(BulkAnswer.of(kept));
        };
    }

    /** What is asked for. */
    private record BulkJob(
            Schema schema, BulkOptions options, Optional<IdempotentRequest> request) {}
}
