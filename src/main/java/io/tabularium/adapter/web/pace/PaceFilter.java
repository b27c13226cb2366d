package io.tabularium.adapter.web.pace;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;

/**
 * Holds every client to the pace, with the body it sends and with the one it takes. Thread-safe.
 */
public final class PaceFilter extends HttpFilter {

    private final Pace pace;
    private final ReadDeadlines deadlines;

    public PaceFilter(Pace pace, ReadDeadlines deadlines) {
        this.pace = pace;
        this.deadlines = deadlines;
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(
                new PacedRequest(request, pace, deadlines), new PacedResponse(response, pace));
    }
}
