package io.tabularium.adapter.web.openapi.part;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The document as bytes, kept compressed: to a tenth and less. The server compresses nothing that
 * has a strong entity tag, as the compressed bytes are another representation: here they have
 * another tag. Immutable.
 */
public final class RenderedDocument {

    private static final int TAG_DIGITS = 32;

    private final byte[] compressed;
    private final int plainLength;
    private final String digest;

    public RenderedDocument(String text) {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        this.compressed = gzip(plain);
        this.plainLength = plain.length;
        this.digest = digest(plain);
    }

    /** The strong entity tag, with its quotes. */
    public String entityTag(boolean gzip) {
        return "\"" + digest + (gzip ? "-gzip" : "") + "\"";
    }

    /** The number of bytes that {@link #writeTo} writes. */
    public int length(boolean gzip) {
        return gzip ? compressed.length : plainLength;
    }

    public void writeTo(OutputStream out, boolean gzip) throws IOException {
        if (gzip) {
            out.write(compressed);
        } else {
            new GZIPInputStream(new ByteArrayInputStream(compressed)).transferTo(out);
        }
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash).substring(0, TAG_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
