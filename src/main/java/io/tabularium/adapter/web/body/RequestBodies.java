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
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * The JSON bodies of requests: bounded one by one, and all together by {@link BodyMemory}.
 * Thread-safe.
 */
public final class RequestBodies {

    /** In bytes, of an empty object: most values take less. */
    private static final int HEAP_OF_VALUE = 96;

    /**
     * The bytes of heap that are made of each character of a query's text, beside the body: the
     * text itself, while it is read too, the canonical text of filter and query, and what sorts a
     * cursor under its query.
     */
    private static final int COPIES_OF_TEXT = 8;

    private final JsonReader json;
    private final int maxBytes;
    private final BodyMemory memory;
    private final Reception reception;

    /**
     * @param maxBytes of one body
     */
    public RequestBodies(int maxBytes, BodyMemory memory, Reception reception) {
        this.json = new JsonReader(maxBytes);
        this.maxBytes = maxBytes;
        this.memory = memory;
        this.reception = reception;
    }

    /**
     * The draft that the body's object makes.
     *
     * @throws TabulariumException if the body is malformed, too large or no object
     */
    public RecordDraft readRecord(HttpServletRequest request, Schema schema) throws IOException {
        ValueAllowance allowance = allowance(request);
        return whole(
                request,
                received ->
                        json.parse(
                                openValue(received),
                                parser -> DraftReader.readWhole(parser, schema, allowance)));
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
        HeldBody body = whole(request, received -> new HeldBody(openValue(received)));
        Schema schema = schemas.apply(json.parse(body.open(), Envelope::readSchemaName));
        return json.parse(
                body.open(),
                parser -> {
                    Envelope.enterData(parser);
                    return DraftReader.read(parser, schema, allowance);
                });
    }

    /**
     * The JSON value that the body of a query is. Until the request is answered, room is taken for
     * what is made of its texts.
     *
     * @throws TabulariumException if it is malformed or too large
     */
    public QueryBody readQuery(HttpServletRequest request) throws IOException {
        ValueAllowance allowance = allowance(request);
        @Nullable Object value =
                this.<@Nullable Object>whole(
                        request,
                        received ->
                                json.<@Nullable Object>parse(
                                        openValue(received),
                                        parser -> JsonReader.readWhole(parser, allowance)));
        QueryBody query = new QueryBody(value, lengthOfTexts(value));
        memory.share(request).take(query.textLength(), COPIES_OF_TEXT);
        return query;
    }

    /**
     * A query that was a body.
     *
     * @param value JSON
     * @param textLength characters of all texts in it
     */
    public record QueryBody(@Nullable Object value, long textLength) {}

    private static long lengthOfTexts(@Nullable Object value) {
        return switch (value) {
            case String text -> text.length();
            case List<?> items -> items.stream().mapToLong(RequestBodies::lengthOfTexts).sum();
            case Map<?, ?> members ->
                    members.entrySet().stream()
                            .mapToLong(
                                    member ->
                                            lengthOfTexts(member.getKey())
                                                    + lengthOfTexts(member.getValue()))
                            .sum();
            case null, default -> 0;
        };
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
        return open(request, memory.share(request)::take);
    }

    /** The body, which is one value, read on demand. */
    private InputStream openValue(HttpServletRequest request) throws IOException {
        return open(request, memory.share(request)::takeValue);
    }

    private InputStream open(HttpServletRequest request, IntConsumer room) throws IOException {
        return RequestFingerprint.watched(BodyStream.bounded(request, maxBytes, room), request);
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

    private <T extends @Nullable Object> T whole(
            HttpServletRequest request, Reception.Reading<T> reading) throws IOException {
        requireLength(request);
        return reception.whole(request, ContentCoding.mostBytes(maxBytes), reading);
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
