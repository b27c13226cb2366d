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

    public PaceFilter(Pace pace) {
        this.pace = pace;
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(new PacedRequest(request, pace), new PacedResponse(response, pace));
    }
}
