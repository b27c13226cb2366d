package io.tabularium.adapter.web.body;

import org.springframework.web.HttpMediaTypeNotSupportedException;

/** A body with a {@code Content-Encoding} (RFC 9110, section 8.4) that is not undone here. */
public final class UnsupportedEncoding extends HttpMediaTypeNotSupportedException {

    UnsupportedEncoding() {
        super("The body's encoding is not supported.");
    }
}
