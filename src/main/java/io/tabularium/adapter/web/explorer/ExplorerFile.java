package io.tabularium.adapter.web.explorer;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.util.DigestUtils;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A file that the explorer is made of, held in memory. Immutable. */
final class ExplorerFile {

    private final String mediaType;
    private final byte[] content;

    /**
     * @param content not copied
     */
    ExplorerFile(String mediaType, byte[] content) {
        this.mediaType = mediaType;
        this.content = content;
    }

    /**
     * Reads it from the class path.
     *
     * @param path from the root
     * @throws IllegalStateException if there is none, which is a fault of the build
     */
    static ExplorerFile read(String path, String mediaType) {
        try (InputStream in = ExplorerFile.class.getResourceAsStream("/" + path)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + path);
            }
            return new ExplorerFile(mediaType, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another for other content; no more than that is promised. */
    String digest() {
        return DigestUtils.md5DigestAsHex(content);
    }

    /** The content, which must be UTF-8. */
    String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /** Writes type, length and content; further headers are the caller's. */
    void send(HttpServletResponse response) throws IOException {
        response.setContentType(mediaType);
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }
}
