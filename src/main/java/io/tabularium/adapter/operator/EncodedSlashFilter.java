package io.tabularium.adapter.operator;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;
import java.util.Locale;

/**
 * Finds nothing under a path of an endpoint with an encoded slash in it: the health endpoint of
 * Spring Boot fails on such a name instead. Thread-safe.
 */
public final class EncodedSlashFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    private static final String ENCODED_SLASH = "%2f";

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getRequestURI().toLowerCase(Locale.ROOT).contains(ENCODED_SLASH)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            chain.doFilter(request, response);
        }
    }
}
