package io.tabularium.adapter.web.body;

import io.tabularium.adapter.web.pace.ClientTooSlow;
import io.tabularium.domain.TabulariumException.MalformedRequest;
import io.tabularium.domain.TabulariumException.Overloaded;
import io.tabularium.domain.TabulariumException.TooLarge;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;

/**
 * The body of a request, for which ending before its time is a failure and not an end, so that a
 * broken upload is never taken for a short one. Used by one thread.
 */
final class BodyStream extends InputStream {

    private final InputStream in;
    private final long expected;
    private final long limit;
    private final BodyMemory.@Nullable Share share;
    private long received;

    private BodyStream(HttpServletRequest request, long limit, BodyMemory.@Nullable Share share)
            throws IOException {
        this.in = request.getInputStream();
        this.expected = request.getContentLengthLong();
        this.limit = limit;
        this.share = share;
        if (expected > limit) {
            throw tooLarge();
        }
    }

    /** The body, however long. */
    static BodyStream unbounded(HttpServletRequest request) throws IOException {
        return new BodyStream(request, Long.MAX_VALUE, null);
    }

    /**
     * The body, of which no more than the limit is ever read.
     *
     * @param limit in bytes
     * @param share takes what is read
     * @throws TooLarge here or while reading, if the body is longer
     */
    static BodyStream bounded(HttpServletRequest request, int limit, BodyMemory.Share share)
            throws IOException {
        return new BodyStream(request, limit, share);
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /**
     * @throws MalformedRequest if the body broke off
     * @throws TooLarge if it is over the limit
     * @throws Overloaded if no more can be held now
     */
    @Override
    public int read(byte[] buffer, int offset, int length) {
        int count = readFromClient(buffer, offset, length);
        if (count < 0) {
            if (received < expected) {
                throw brokenOff();
            }
            return -1;
        }
        received += count;
        if (received > limit) {
            throw tooLarge();
        }
        if (share != null) {
            share.take(count);
        }
        return count;
    }

    private int readFromClient(byte[] buffer, int offset, int length) {
        try {
            return in.read(buffer, offset, length);
        } catch (ClientTooSlow e) {
            throw with(e, new MalformedRequest("The body came too slowly."));
        } catch (IOException e) {
            throw with(e, brokenOff());
        }
    }

    private static MalformedRequest brokenOff() {
        return new MalformedRequest("The body broke off before its end.");
    }

    private static MalformedRequest with(IOException reason, MalformedRequest failure) {
        failure.addSuppressed(reason);
        return failure;
    }

    private TooLarge tooLarge() {
        return new TooLarge("The body may have " + limit + " bytes.");
    }
}
