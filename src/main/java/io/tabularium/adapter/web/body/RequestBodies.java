package io.tabularium.adapter.web.body;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.TabulariumException.MalformedRequest;
import io.tabularium.domain.record.RecordDraft;
import io.tabularium.domain.schema.Schema;

import jakarta.servlet.http.HttpServletRequest;

import java.io.IOException;
import java.util.function.Function;

/** Reads the body of a request as one record. Thread-safe. */
public final class RecordBodyReader {

    private final JsonReader json;
    private final int maxBodyBytes;

    public RecordBodyReader(int maxBodyBytes) {
        this.json = new JsonReader(maxBodyBytes);
        this.maxBodyBytes = maxBodyBytes;
    }

    /**
     * The draft that the body's object makes.
     *
     * @throws TabulariumException if the body is malformed, too large or no object
     */
    public RecordDraft read(HttpServletRequest request, Schema schema) throws IOException {
        byte[] body = readWhole(request, maxBodyBytes);
        return json.parse(body, 0, body.length, parser -> DraftReader.readWhole(parser, schema));
    }

    /**
     * The draft that the data in the body's {@link Envelope} make.
     *
     * @param schemas finds the schema that the envelope names, or throws
     * @throws TabulariumException if the body is malformed or too large, or the data no object
     */
    public RecordDraft readEnvelope(HttpServletRequest request, Function<String, Schema> schemas)
            throws IOException {
        byte[] body = readWhole(request, maxBodyBytes);
        String name = json.parse(body, 0, body.length, Envelope::readSchemaName);
        Schema schema = schemas.apply(name);
        return json.parse(
                body,
                0,
                body.length,
                parser -> {
                    Envelope.enterData(parser);
                    return DraftReader.read(parser, schema);
                });
    }

    /**
     * The bytes of the body, of which there must be some.
     *
     * @throws TabulariumException if there are none, or more than the limit
     */
    public static byte[] readWhole(HttpServletRequest request, int limit) throws IOException {
        byte[] body = BodyStream.bounded(request, limit).readAllBytes();
        if (body.length == 0) {
            throw new MalformedRequest("The body is empty.");
        }
        return body;
    }
}
