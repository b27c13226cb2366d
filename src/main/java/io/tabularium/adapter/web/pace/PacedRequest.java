package io.tabularium.adapter.web.pace;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/** A request whose body must come fast enough. Used by one thread. */
final class PacedRequest extends HttpServletRequestWrapper {

    private final Pace pace;
    private final ReadDeadlines deadlines;
    private @Nullable PacedInput body;

    PacedRequest(HttpServletRequest request, Pace pace, ReadDeadlines deadlines) {
        super(request);
        this.pace = pace;
        this.deadlines = deadlines;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (body == null) {
            body = new PacedInput(super.getInputStream(), pace.start(), deadlines.of(this));
        }
        return body;
    }
}
