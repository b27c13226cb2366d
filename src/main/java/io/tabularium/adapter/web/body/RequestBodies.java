package io.tabularium.adapter.web.body;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.adapter.json.ValueAllowance;
import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.record.RecordDraft;
import io.tabularium.domain.schema.Schema;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

/**
 * The JSON bodies of requests: bounded one by one, and all together by {@link BodyMemory}.
 * Thread-safe.
 */
public final class RequestBodies {

    /** In bytes, of an empty object: most values take less. */
    private static final int HEAP_OF_VALUE = 96;

    private final JsonReader json;
    private final int maxBytes;
    private final BodyMemory memory;

    /**
     * @param maxBytes of one body
     */
    public RequestBodies(int maxBytes, BodyMemory memory) {
        this.json = new JsonReader(maxBytes);
        this.maxBytes = maxBytes;
        this.memory = memory;
    }

    /**
     * The draft that the body's object makes.
     *
     * @throws TabulariumException if the body is malformed, too large or no object
     */
    public RecordDraft readRecord(HttpServletRequest request, Schema schema) throws IOException {
        ValueAllowance allowance = allowance(request);
        return json.parse(
                open(request), parser -> DraftReader.readWhole(parser, schema, allowance));
    }

    /**
     * The draft that the data in the body's {@link Envelope} make.
     *
     * @param schemas finds the schema that the envelope names, or throws
     * @throws TabulariumException if the body is malformed or too large, or the data no object
     */
    public RecordDraft readEnvelope(HttpServletRequest request, Function<String, Schema> schemas)
            throws IOException {
        ValueAllowance allowance = allowance(request);
        HeldBody body = hold(request);
        Schema schema = schemas.apply(json.parse(body.open(), Envelope::readSchemaName));
        return json.parse(
                body.open(),
                parser -> {
                    Envelope.enterData(parser);
                    return DraftReader.read(parser, schema, allowance);
                });
    }

    /**
     * The JSON value that the body is.
     *
     * @throws TabulariumException if it is malformed or too large
     */
    public @Nullable Object readValue(HttpServletRequest request) throws IOException {
        ValueAllowance allowance = allowance(request);
        return json.<@Nullable Object>parse(
                open(request), parser -> JsonReader.readWhole(parser, allowance));
    }

    /**
     * The body, read whole; what it is remains to be seen.
     *
     * @throws TabulariumException if it breaks off or is too large
     */
    public HeldBody hold(HttpServletRequest request) throws IOException {
        return new HeldBody(open(request));
    }

    /**
     * The body, read on demand.
     *
     * @throws TabulariumException here or while reading, if it breaks off or is too large
     */
    public InputStream open(HttpServletRequest request) throws IOException {
        return RequestFingerprint.watched(
                BodyStream.bounded(request, maxBytes, memory.share(request)), request);
    }

    /**
     * Returns if the body may be as long as the request says, or does not say.
     *
     * @throws TabulariumException if it may not
     */
    public void requireLength(HttpServletRequest request) {
        BodyStream.requireLength(request, maxBytes);
    }

    /**
     * The body, however long, read on demand.
     *
     * @throws TabulariumException while reading, if it breaks off
     */
    public InputStream openUnbounded(HttpServletRequest request) throws IOException {
        return RequestFingerprint.watched(BodyStream.unbounded(request), request);
    }

    private ValueAllowance allowance(HttpServletRequest request) {
        BodyMemory.Share share = memory.share(request);
        return new ValueAllowance(() -> share.take(HEAP_OF_VALUE));
    }

    /** What a request whose body is streamed holds of it beyond a little. */
    public BodyMemory.Share share(HttpServletRequest request) {
        return memory.share(request);
    }
}
