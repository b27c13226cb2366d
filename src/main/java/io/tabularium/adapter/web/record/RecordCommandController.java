package io.tabularium.adapter.web.record;

import io.tabularium.adapter.key.Use;
import io.tabularium.adapter.web.ApiPath;
import io.tabularium.adapter.web.Limits;
import io.tabularium.adapter.web.access.Caller;
import io.tabularium.adapter.web.admission.Load;
import io.tabularium.adapter.web.admission.Within;
import io.tabularium.adapter.web.answer.Answer;
import io.tabularium.adapter.web.answer.JsonAnswer;
import io.tabularium.adapter.web.answer.RecordAnswer;
import io.tabularium.adapter.web.answer.ReturnPreference;
import io.tabularium.adapter.web.body.BodyMemory;
import io.tabularium.adapter.web.body.BodyType;
import io.tabularium.adapter.web.body.RequestBodies;
import io.tabularium.adapter.web.observation.Operation;
import io.tabularium.adapter.web.observation.Serves;
import io.tabularium.adapter.web.query.QueryString;
import io.tabularium.application.command.ReplaceRecordHandler;
import io.tabularium.domain.TabulariumException.MalformedRequest;
import io.tabularium.domain.TabulariumException.RecordNotFound;
import io.tabularium.domain.record.Change;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.Precondition;
import io.tabularium.domain.record.ReadMemory;
import io.tabularium.domain.record.RecordDraft;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.record.RecordLimits;
import io.tabularium.domain.record.RecordPatch;
import io.tabularium.domain.record.RecordWriter;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.SchemaCatalog;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;

/** Replaces, patches and deletes single records, on the conditions that a request states. */
@RestController
public final class RecordCommandController {

    private final SchemaCatalog catalog;
    private final ReplaceRecordHandler replaceRecord;
    private final RecordWriter writer;
    private final RequestBodies bodies;
    private final RecordLimits limits;
    private final ReadMemory memory;

    RecordCommandController(
            SchemaCatalog catalog,
            ReplaceRecordHandler replaceRecord,
            RecordWriter writer,
            RequestBodies bodies,
            Limits limits,
            BodyMemory bodyMemory,
            ReadMemory memory) {
        this.catalog = catalog;
        this.replaceRecord = replaceRecord;
        this.writer = writer;
        this.bodies = bodies;
        // A patch makes no record that a client could not create.
        this.limits = new RecordLimits(Math.min(limits.maxBodyBytes(), bodyMemory.largestRecord()));
        this.memory = memory;
    }

    /** Replaces the record, or makes one under the identifier that the client chose. */
    @Within(Load.WRITES)
    @Serves(Operation.REPLACE)
    @PutMapping(path = ApiPath.RECORD, produces = JsonAnswer.MEDIA_TYPE)
    void replace(
            @PathVariable("schema") String name,
            @PathVariable("id") String idText,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, HttpMediaTypeNotSupportedException {
        Schema schema = catalog.get(name);
        RecordId id =
                RecordId.parse(idText)
                        .orElseThrow(() -> new MalformedRequest("The identifier is no UUID."));
        BodyType.of(request, BodyType.JSON);
        QueryString.parse(request.getQueryString()).requireNone();
        Precondition precondition = Preconditions.of(request);
        RecordDraft draft = bodies.readRecord(request, schema);
        ReturnPreference preference = ReturnPreference.of(request);
        Change change = replaceRecord.handle(id, draft, precondition);
        Answer answer =
                change instanceof Change.Insert
                        ? RecordAnswer.created(preference, change.record())
                        : RecordAnswer.changed(preference, change.record());
        answer.send(response);
    }

    /** Merges the body into the record (RFC 7396). */
    @Within(Load.WRITES)
    @Serves(Operation.PATCH)
    @PatchMapping(path = ApiPath.RECORD, produces = JsonAnswer.MEDIA_TYPE)
    void patch(
            @PathVariable("schema") String name,
            @PathVariable("id") String idText,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, HttpMediaTypeNotSupportedException {
        Schema schema = catalog.get(name);
        RecordId id = existing(schema, idText);
        BodyType.of(request, BodyType.MERGE_PATCH, BodyType.JSON);
        QueryString.parse(request.getQueryString()).requireNone();
        Precondition precondition = Preconditions.of(request);
        RecordDraft draft = bodies.readRecord(request, schema);
        // Who may not read is not shown what was there before.
        ReturnPreference preference =
                Caller.current().grants().allow(Use.READ, schema.name())
                        ? ReturnPreference.of(request)
                        : ReturnPreference.MINIMAL;
        try (ReadMemory.Share room = memory.open()) {
            DataRecord changed =
                    writer.patch(new RecordPatch(id, draft, precondition, limits), room);
            RecordAnswer.changed(preference, changed).send(response);
        }
    }

    /** Deletes the record. */
    @Within(Load.WRITES)
    @Serves(Operation.DELETE)
    @DeleteMapping(ApiPath.RECORD)
    void delete(
            @PathVariable("schema") String name,
            @PathVariable("id") String idText,
            HttpServletRequest request,
            HttpServletResponse response) {
        Schema schema = catalog.get(name);
        RecordId id = existing(schema, idText);
        QueryString.parse(request.getQueryString()).requireNone();
        writer.write(new Mutation.Delete(schema, id, Preconditions.of(request)));
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }

    /** What is no identifier identifies no record. */
    private static RecordId existing(Schema schema, String text) {
        return RecordId.parse(text)
                .orElseThrow(() -> new RecordNotFound(schema.name().value(), text));
    }
}
