package io.tabularium.adapter.web.body;

import io.tabularium.domain.TabulariumException.MalformedRequest;
import io.tabularium.domain.TabulariumException.Overloaded;
import io.tabularium.domain.TabulariumException.TooLarge;

import jakarta.servlet.http.HttpServletRequest;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntConsumer;

/**
 * The body of a request, inflated where it is compressed, for which ending before its time is a
 * failure and not an end, so that a broken upload is never taken for a short one. Used by one
 * thread.
 */
public final class BodyStream extends InputStream {

    private final InputStream in;
    private final long limit;
    private final IntConsumer room;
    private long length;

    private BodyStream(InputStream in, long limit, IntConsumer room) {
        this.in = in;
        this.limit = limit;
        this.room = room;
    }

    /** The body, however long. */
    public static BodyStream unbounded(HttpServletRequest request) throws IOException {
        return new BodyStream(decoded(request), Long.MAX_VALUE, read -> {});
    }

    /**
     * The body, of which no more than the limit is ever read.
     *
     * @param limit in bytes, of what is inflated where it is compressed
     * @param room takes room for the bytes that are read
     * @throws TooLarge here or while reading, if the body is longer
     */
    static BodyStream bounded(HttpServletRequest request, int limit, IntConsumer room)
            throws IOException {
        requireLength(request, limit);
        return new BodyStream(decoded(request), limit, room);
    }

    /**
     * @throws TooLarge if the request says that its body is longer than the limit
     */
    static void requireLength(HttpServletRequest request, int limit) {
        if (request.getContentLengthLong() > limit && !ContentCoding.isGzip(request)) {
            throw tooLarge(limit);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /**
     * @throws MalformedRequest if the body broke off, came too slowly, or cannot be inflated
     * @throws TooLarge if it is over the limit, or inflates beyond measure
     * @throws Overloaded if no more can be held now
     */
    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
        int read = in.read(buffer, offset, count);
        if (read < 0) {
            return -1;
        }
        length += read;
        if (length > limit) {
            throw tooLarge(limit);
        }
        room.accept(read);
        return read;
    }

    private static InputStream decoded(HttpServletRequest request) throws IOException {
        InputStream received = new ReceivedBody(request);
        return ContentCoding.isGzip(request) ? new GunzippedBody(received) : received;
    }

    private static TooLarge tooLarge(long limit) {
        return new TooLarge("The body may have " + limit + " bytes.");
    }
}
