package io.tabularium.adapter.web.access;

import io.tabularium.adapter.web.access.JwtAuthentication.IssuerUnavailable;
import io.tabularium.adapter.web.problem.Problem;
import io.tabularium.adapter.web.problem.ProblemResponse;
import io.tabularium.adapter.web.problem.ProblemType;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

import java.io.IOException;

/** Answers those who are not let in (RFC 6750, section 3). Thread-safe. */
public final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final String ISSUER_RETRY_SECONDS = "5";

    /** There are no credentials, or none that are valid. */
    @Override
    public void commence(
            HttpServletRequest request,
            HttpServletResponse response,
            AuthenticationException exception)
            throws IOException {
        Problem problem =
                switch (exception) {
                    case IssuerUnavailable unavailable -> unavailable(unavailable);
                    case InvalidBearerTokenException _ ->
                            unauthenticated("The credentials are not valid.", Challenge.INVALID);
                    default -> unauthenticated("An API key or a token is needed.", Challenge.BARE);
                };
        ProblemResponse.send(problem, request, response);
    }

    /** The caller is known, and may not. */
    @Override
    public void handle(
            HttpServletRequest request,
            HttpServletResponse response,
            AccessDeniedException exception)
            throws IOException {
        ProblemResponse.send(
                Problem.of(ProblemType.FORBIDDEN, "This is for operators.")
                        .withHeader(Challenge.HEADER, Challenge.INSUFFICIENT),
                request,
                response);
    }

    private static Problem unauthenticated(String detail, String challenge) {
        return Problem.of(ProblemType.UNAUTHENTICATED, detail)
                .withHeader(Challenge.HEADER, challenge);
    }

    private static Problem unavailable(IssuerUnavailable exception) {
        // In one line: it is said for every request that comes meanwhile.
        String reason = NestedExceptionUtils.getMostSpecificCause(exception).toString();
        LOG.atError().addKeyValue("reason", reason).log("issuer_unavailable");
        return Problem.of(ProblemType.OVERLOADED, "Tokens cannot be verified at the moment.")
                .withHeader("Retry-After", ISSUER_RETRY_SECONDS);
    }
}
