package io.tabularium.adapter.web.access;

import static org.springframework.web.servlet.HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE;

import io.tabularium.adapter.web.observation.Serves;
import io.tabularium.adapter.web.problem.TraceId;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.method.HandlerMethod;

import java.io.IOException;
import java.util.Set;

/**
 * Writes a line for everything that is written or refused: who, what, and what came of it. None is
 * left out, whatever the load. Thread-safe.
 */
public final class AuditFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    /** The name under which lines are sent elsewhere, or turned off. */
    private static final Logger LOG = LoggerFactory.getLogger("io.tabularium.audit");

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final Set<Integer> REFUSALS = Set.of(401, 403, 429);

    /** Longer than the address of any record. */
    private static final int MAX_RESOURCE = 256;

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean answered = false;
        try {
            chain.doFilter(request, response);
            answered = true;
        } finally {
            if (LOG.isInfoEnabled() && isOfInterest(request, response)) {
                write(request, response, answered);
            }
        }
    }

    private static boolean isOfInterest(HttpServletRequest request, HttpServletResponse response) {
        return REFUSALS.contains(response.getStatus())
                || (!READING.contains(request.getMethod()) && !isQuery(request));
    }

    /** A query may come with any method that has a body. */
    private static boolean isQuery(HttpServletRequest request) {
        if (!(request.getAttribute(BEST_MATCHING_HANDLER_ATTRIBUTE)
                instanceof HandlerMethod method)) {
            return false;
        }
        @Nullable Serves serves = method.getMethodAnnotation(Serves.class);
        return serves != null && !serves.value().isWrite();
    }

    private static void write(
            HttpServletRequest request, HttpServletResponse response, boolean answered) {
        LOG.atInfo()
                .addKeyValue("caller", Caller.current().name())
                .addKeyValue("peer", request.getRemoteAddr())
                .addKeyValue("method", request.getMethod())
                .addKeyValue("resource", resource(request, response))
                // What the server makes of a failure that nobody answered is decided after this.
                .addKeyValue("status", answered ? response.getStatus() : "broken")
                .addKeyValue("trace_id", TraceId.of(request))
                .log("audit");
    }

    /** The address of what was made, or that which was asked for. */
    private static String resource(HttpServletRequest request, HttpServletResponse response) {
        @Nullable String made = response.getHeader("Location");
        String resource = made == null ? String.valueOf(request.getRequestURI()) : made;
        return resource.length() > MAX_RESOURCE ? resource.substring(0, MAX_RESOURCE) : resource;
    }
}
