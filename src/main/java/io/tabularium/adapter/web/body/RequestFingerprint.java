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
    private InputStream body = InputStream.nullInputStream();
    private volatile @Nullable String value;

    private RequestFingerprint(HttpServletRequest request) {
        // Decoded: an address can be written in several ways.
        update(request.getServletPath());
        update(request.getQueryString());
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

    /** The fingerprint; what was not read yet of the body is read for it. */
    public String value() {
        if (value == null) {
            try {
                body.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            finish();
        }
        return Objects.requireNonNull(value);
    }

    private InputStream watch(InputStream in) {
        body = new Watched(in);
        return body;
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
