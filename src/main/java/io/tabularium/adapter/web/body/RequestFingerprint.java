package io.tabularium.adapter.web.body;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Tells a request from others: a digest (SHA-256) of what it asks for and of its body, taken while
 * that is read. Used by one thread; once the body was read to its end, by any.
 */
public final class RequestFingerprint {

    private static final String ATTRIBUTE = RequestFingerprint.class.getName();

    private final MessageDigest digest = sha256();
    // Decoded: an address can be written in several ways.
    private final String path;
    private final @Nullable String query;
    private @Nullable InputStream body;
    private Runnable reading = () -> {};
    private volatile @Nullable String value;

    private RequestFingerprint(HttpServletRequest request) {
        path = request.getServletPath();
        query = request.getQueryString();
        updateHead();
    }

    /** Begins to take the fingerprint of a request, whose body is not opened yet. */
    public static RequestFingerprint begin(HttpServletRequest request) {
        RequestFingerprint fingerprint = new RequestFingerprint(request);
        request.setAttribute(ATTRIBUTE, fingerprint);
        return fingerprint;
    }

    /** The body of the request, watched where its fingerprint is taken. */
    static InputStream watched(InputStream body, HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof RequestFingerprint fingerprint
                ? fingerprint.watch(body)
                : body;
    }

    /**
     * Has the body opened and read to its end in a way of its own, if the fingerprint is asked for
     * before the body was opened.
     */
    public void readBodyBy(Runnable reader) {
        reading = reader;
    }

    /** The fingerprint; what was not read yet of the body is read for it. */
    public String value() {
        if (value == null && body == null) {
            reading.run();
        }
        if (value == null) {
            readRest();
        }
        return Objects.requireNonNull(value);
    }

    /** Reads what is left of the body that was opened last. */
    public void readRest() {
        try {
            if (body != null) {
                body.transferTo(OutputStream.nullOutputStream());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        finish();
    }

    /** A body that is opened again is read again from its first byte. */
    private InputStream watch(InputStream in) {
        value = null;
        digest.reset();
        updateHead();
        body = new Watched(in);
        return body;
    }

    private void updateHead() {
        update(path);
        update(query);
    }

    /** Parts are kept apart, so that none can be taken for the beginning of the next. */
    private void update(@Nullable String part) {
        if (part != null) {
            digest.update(part.getBytes(StandardCharsets.UTF_8));
        }
        digest.update((byte) '\n');
    }

    private void finish() {
        if (value == null) {
            value = HexFormat.of().formatHex(digest.digest());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The body as it is, which is put into the digest as it is read. */
    private final class Watched extends InputStream {

        private final InputStream in;

        Watched(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = in.read(buffer, offset, length);
            if (count < 0) {
                finish();
            } else {
                digest.update(buffer, offset, count);
            }
            return count;
        }
    }
}
