package io.tabularium.adapter.web.problem;

import io.tabularium.adapter.web.pace.ReadDeadlines;

import jakarta.servlet.http.HttpServletResponse;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;

/**
 * Tells as problems what Tomcat refuses before a request is routed, and what escapes from the
 * servlet. Tomcat makes it by name, hence the public constructor.
 */
public final class ProblemReportValve extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemReportValve.class);

    /** Of the server; what a single resource allows is not known before routing. */
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

    public ProblemReportValve() {}

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        boolean unanswered = response.getStatus() >= 400 && response.getContentWritten() == 0;
        if (!unanswered || !response.setErrorReported()) {
            return;
        }
        if (failure != null && isOurs(response.getStatus())) {
            LOG.atError()
                    .setCause(failure)
                    .addKeyValue("trace_id", TraceId.of(request))
                    .log("request_failed");
        }
        try {
            ProblemResponse.send(
                    ReadDeadlines.wasMissed(request) ? tooSlow() : problemOf(response),
                    request,
                    response);
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("problem_not_delivered");
        }
    }

    /** Whoever asks for what HTTP has not, or not in this version, has only himself to blame. */
    private static boolean isOurs(int status) {
        return status >= 500
                && status != HttpServletResponse.SC_NOT_IMPLEMENTED
                && status != HttpServletResponse.SC_HTTP_VERSION_NOT_SUPPORTED;
    }

    /** Tomcat takes the end of the input for a fault of the framing. */
    private static Problem tooSlow() {
        return Problem.of(ProblemType.MALFORMED_REQUEST, "The body came too slowly.");
    }

    private static Problem problemOf(HttpServletResponse response) {
        int status = response.getStatus();
        return switch (status) {
            case 404 -> Problem.notFound();
            case 405 ->
                    Problem.of(
                                    ProblemType.METHOD_NOT_ALLOWED,
                                    "The server allows this method nowhere.")
                            .withHeader("Allow", METHODS);
            case 408 -> Problem.of(ProblemType.MALFORMED_REQUEST, "The body stopped coming.");
            case 413 -> Problem.of(ProblemType.TOO_LARGE, "The request is over its limit.");
            case 500 -> Problem.internalError();
            case 503 ->
                    Problem.of(ProblemType.OVERLOADED, "The server takes no requests now.")
                            .withHeader("Retry-After", "5");
            default ->
                    Problem.of(
                                    ProblemType.MALFORMED_REQUEST,
                                    "The request line, a header or the framing of the body is"
                                            + " malformed, too long or not supported.")
                            .withStatus(status);
        };
    }
}
