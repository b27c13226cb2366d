package io.tabularium.adapter.web.pace;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/** A request whose body must come fast enough. Used by one thread. */
final class PacedRequest extends HttpServletRequestWrapper {

    private final Pace pace;
    private @Nullable PacedInput body;

    PacedRequest(HttpServletRequest request, Pace pace) {
        super(request);
        this.pace = pace;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (body == null) {
            body = new PacedInput(super.getInputStream(), pace.start());
        }
        return body;
    }
}
