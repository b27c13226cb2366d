package io.tabularium.adapter.web.access;

import io.tabularium.adapter.web.problem.Problem;
import io.tabularium.adapter.web.problem.ProblemResponse;
import io.tabularium.adapter.web.problem.ProblemType;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;

import java.io.IOException;

/** Answers pages of other origins that are not let in as everybody else is: with a problem. */
public final class CrossOrigin extends DefaultCorsProcessor {

    @Override
    public boolean processRequest(
            @Nullable CorsConfiguration configuration,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        boolean goesOn = super.processRequest(configuration, request, response);
        if (!goesOn) {
            ProblemResponse.send(
                    Problem.of(ProblemType.FORBIDDEN, "Pages of that origin are not let in."),
                    request,
                    response);
        }
        return goesOn;
    }

    /** Left to {@link #processRequest}. */
    @Override
    protected void rejectRequest(ServerHttpResponse response) {}
}
