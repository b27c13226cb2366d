package io.tabularium.adapter.web.body;

import org.springframework.web.HttpMediaTypeNotSupportedException;

/**
 * A body with a {@code Content-Encoding} (RFC 9110, section 8.4), which would have to be undone.
 */
public final class UnsupportedEncoding extends HttpMediaTypeNotSupportedException {

    UnsupportedEncoding() {
        super("The body is encoded.");
    }
}
