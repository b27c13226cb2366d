package io.tabularium.adapter.web.bulk;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.adapter.web.Limits;
import io.tabularium.adapter.web.body.BodyType;
import io.tabularium.adapter.web.body.ContentCoding;
import io.tabularium.adapter.web.body.Envelope;
import io.tabularium.adapter.web.body.HeldBody;
import io.tabularium.adapter.web.body.RequestBodies;
import io.tabularium.adapter.web.rows.BulkInput;
import io.tabularium.adapter.web.rows.JsonArrayRows;
import io.tabularium.adapter.web.rows.ParallelRows;
import io.tabularium.adapter.web.rows.RowWorkers;
import io.tabularium.adapter.web.upload.Upload;
import io.tabularium.domain.TabulariumException.TooLarge;
import io.tabularium.domain.record.RecordSource;
import io.tabularium.domain.schema.Schema;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;

import tools.jackson.core.JsonParser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Opens the bodies of bulk loads as rows, each time from the first. Thread-safe. */
@Component
final class BulkBodies {

    private final RequestBodies bodies;
    private final Limits limits;
    private final JsonReader json;
    private final RowWorkers workers;

    BulkBodies(RequestBodies bodies, Limits limits, RowWorkers workers) {
        this.bodies = bodies;
        this.limits = limits;
        this.json = new JsonReader(limits.maxRowBytes());
        this.workers = workers;
    }

    /**
     * How much of a body is worth receiving before it is loaded: one of JSON that is longer, as it
     * is sent, is refused.
     *
     * @throws TooLarge if the request says that it is too long
     */
    long maxBytes(BodyType type, HttpServletRequest request) {
        return switch (type) {
            case NDJSON, CSV -> Long.MAX_VALUE;
            case JSON -> {
                bodies.requireLength(request);
                yield ContentCoding.mostBytes(limits.maxBodyBytes());
            }
            case MERGE_PATCH -> throw noFormat();
        };
    }

    /**
     * The rows of a body.
     *
     * @throws UncheckedIOException if it cannot be opened
     */
    RecordSource rows(BodyType type, Schema schema, Upload upload) {
        try {
            return switch (type) {
                case NDJSON -> ParallelRows.ofNdjson(schema, json, input(upload), workers);
                case CSV -> ParallelRows.ofCsv(schema, json, input(upload), workers);
                case JSON ->
                        JsonArrayRows.ofWhole(
                                schema,
                                json.open(open(type, upload)),
                                limits.maxBulkArrayRecords());
                case MERGE_PATCH -> throw noFormat();
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of the array in an {@link Envelope}. */
    RecordSource rows(Schema schema, HeldBody envelope) {
        JsonParser parser = json.open(envelope.open());
        return JsonReader.guarded(
                parser,
                at -> {
                    Envelope.enterData(at);
                    return JsonArrayRows.ofCurrent(schema, at, limits.maxBulkArrayRecords());
                });
    }

    /** The schema that an {@link Envelope} names. */
    String schemaName(HeldBody envelope) {
        return json.parse(envelope.open(), Envelope::readSchemaName);
    }

    /** All of a body that was received. */
    HeldBody hold(Upload upload) throws IOException {
        return bodies.hold(upload.request());
    }

    /** Opens a body within a slot, so that something other than a load reads it to its end. */
    void read(BodyType type, Upload upload, Runnable reading) {
        upload.inSlot(
                () -> {
                    try (InputStream opened = open(type, upload)) {
                        reading.run();
                        return opened;
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private BulkInput input(Upload upload) throws IOException {
        // An attempt before this one may have taken room.
        bodies.share(upload.request()).giveBack(Integer.MAX_VALUE);
        return new BulkInput(
                bodies.openUnbounded(upload.request()),
                limits.maxRowBytes(),
                bodies.share(upload.request()));
    }

    private InputStream open(BodyType type, Upload upload) throws IOException {
        if (type != BodyType.JSON) {
            return bodies.openUnbounded(upload.request());
        }
        bodies.share(upload.request()).giveBack(Integer.MAX_VALUE);
        return bodies.open(upload.request());
    }

    private static IllegalArgumentException noFormat() {
        return new IllegalArgumentException("no format of bulk loads");
    }
}
