package io.tabularium.adapter.web.record;

import io.tabularium.adapter.key.Use;
import io.tabularium.adapter.web.ApiPath;
import io.tabularium.adapter.web.access.Caller;
import io.tabularium.adapter.web.admission.Load;
import io.tabularium.adapter.web.admission.Within;
import io.tabularium.adapter.web.answer.Answer;
import io.tabularium.adapter.web.answer.IdempotentRequest;
import io.tabularium.adapter.web.answer.JsonAnswer;
import io.tabularium.adapter.web.answer.RecordAnswer;
import io.tabularium.adapter.web.answer.ReturnPreference;
import io.tabularium.adapter.web.body.BodyType;
import io.tabularium.adapter.web.body.RequestBodies;
import io.tabularium.adapter.web.observation.Operation;
import io.tabularium.adapter.web.observation.RequestNotes;
import io.tabularium.adapter.web.observation.Serves;
import io.tabularium.adapter.web.query.QueryString;
import io.tabularium.application.command.CreateRecordHandler;
import io.tabularium.domain.receipt.Once;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.KeptOutcome;
import io.tabularium.domain.record.RecordDraft;
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

/** Creates records under identifiers of the server's making. */
@RestController
public final class RecordCreationController {

    private final SchemaCatalog catalog;
    private final CreateRecordHandler createRecord;
    private final RequestBodies bodies;

    RecordCreationController(
            SchemaCatalog catalog, CreateRecordHandler createRecord, RequestBodies bodies) {
        this.catalog = catalog;
        this.createRecord = createRecord;
        this.bodies = bodies;
    }

    /** The body is the data of the record. */
    @Within(Load.WRITES)
    @Serves(Operation.CREATE)
    @PostMapping(path = ApiPath.RECORDS, produces = JsonAnswer.MEDIA_TYPE)
    void create(
            @PathVariable("schema") String name,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, HttpMediaTypeNotSupportedException {
        Schema schema = catalog.get(name);
        BodyType.of(request, BodyType.JSON);
        QueryString.parse(request.getQueryString()).requireNone();
        Optional<IdempotentRequest> keyed = IdempotentRequest.of(request);
        answer(request, bodies.readRecord(request, schema), keyed).send(response);
    }

    /** The body names the schema beside the data. */
    @Within(Load.WRITES)
    @Serves(Operation.CREATE)
    @PostMapping(path = ApiPath.ALL_RECORDS, produces = JsonAnswer.MEDIA_TYPE)
    void create(HttpServletRequest request, HttpServletResponse response)
            throws IOException, HttpMediaTypeNotSupportedException {
        BodyType.of(request, BodyType.JSON);
        QueryString.parse(request.getQueryString()).requireNone();
        Optional<IdempotentRequest> keyed = IdempotentRequest.of(request);
        RequestNotes notes = RequestNotes.of(request);
        Caller caller = Caller.current();
        RecordDraft draft =
                bodies.readEnvelope(
                        request,
                        name -> {
                            caller.require(Use.WRITE, name);
                            return notes.about(catalog.get(name));
                        });
        answer(request, draft, keyed).send(response);
    }

    private Answer answer(
            HttpServletRequest request, RecordDraft draft, Optional<IdempotentRequest> keyed) {
        ReturnPreference preference = ReturnPreference.of(request);
        if (keyed.isEmpty()) {
            return RecordAnswer.created(preference, createRecord.handle(draft));
        }
        boolean returning = preference != ReturnPreference.MINIMAL;
        return switch (createRecord.handle(draft, keyed.get().keyed(returning))) {
            case Once.Now(DataRecord created) -> RecordAnswer.created(preference, created);
            case Once.Before(KeptOutcome.Creation kept) ->
                    IdempotentRequest.replayed(
                            RecordAnswer.createdBefore(
                                    preference, draft.schema(), kept, draft::toData));
        };
    }
}
