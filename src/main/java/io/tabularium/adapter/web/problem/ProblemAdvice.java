package io.tabularium.adapter.web.problem;

import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.TabulariumException.DuplicateRecord;
import io.tabularium.domain.TabulariumException.IdempotencyKeyReused;
import io.tabularium.domain.TabulariumException.InvalidQuery;
import io.tabularium.domain.TabulariumException.InvalidRecord;
import io.tabularium.domain.TabulariumException.MalformedRequest;
import io.tabularium.domain.TabulariumException.Overloaded;
import io.tabularium.domain.TabulariumException.PreconditionFailed;
import io.tabularium.domain.TabulariumException.QueryTimeout;
import io.tabularium.domain.TabulariumException.RecordNotFound;
import io.tabularium.domain.TabulariumException.RequestInProgress;
import io.tabularium.domain.TabulariumException.StorageUnavailable;
import io.tabularium.domain.TabulariumException.TooLarge;
import io.tabularium.domain.TabulariumException.UnknownSchema;
import io.tabularium.domain.Violation;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.apache.catalina.connector.ClientAbortException;
import org.apache.coyote.CloseNowException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

import java.time.Duration;
import java.util.List;

/** Answers every exception that leaves a controller, or that kept a request from reaching one. */
@RestControllerAdvice
public final class ProblemAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
    private static final Duration STORAGE_RETRY = Duration.ofSeconds(5);

    /**
     * Answers with the problem that the exception means.
     *
     * @throws Exception the same, if the client is gone or part of another answer is out already:
     *     the server then breaks the connection, so that what was sent does not look complete
     */
    @ExceptionHandler
    void answer(Exception exception, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        if (exception instanceof ClientAbortException
                || exception instanceof AsyncRequestNotUsableException
                || exception instanceof CloseNowException) {
            throw exception;
        }
        Problem problem = problemOf(exception);
        log(problem, exception, request);
        if (response.isCommitted()) {
            // Tomcat refuses a broken body as soon as it is read, and then answers that itself.
            if (response.getStatus() < HttpServletResponse.SC_BAD_REQUEST) {
                throw exception;
            }
            return;
        }
        ProblemResponse.send(problem, request, response);
    }

    private static Problem problemOf(Exception exception) {
        return switch (exception) {
            case ProblemException made -> made.problem();
            case TabulariumException known -> problemOf(known);
            default -> SpringProblem.of(exception);
        };
    }

    private static Problem problemOf(TabulariumException exception) {
        String detail = String.valueOf(exception.getMessage());
        return switch (exception) {
            case UnknownSchema _ -> Problem.of(ProblemType.UNKNOWN_SCHEMA, detail);
            case RecordNotFound _ -> Problem.of(ProblemType.RECORD_NOT_FOUND, detail);
            case MalformedRequest malformed -> problemOf(malformed, detail);
            case InvalidQuery query ->
                    Problem.of(ProblemType.INVALID_QUERY, detail)
                            .withErrors(
                                    List.of(new Violation(query.pointer(), "invalid", detail)), 1);
            case InvalidRecord invalid ->
                    Problem.of(ProblemType.INVALID_RECORD, detail)
                            .withErrors(invalid.violations(), invalid.count());
            case DuplicateRecord duplicate ->
                    Problem.of(ProblemType.DUPLICATE_RECORD, detail).with("key", duplicate.key());
            case PreconditionFailed _ -> Problem.of(ProblemType.PRECONDITION_FAILED, detail);
            case RequestInProgress underWay ->
                    retryable(ProblemType.REQUEST_IN_PROGRESS, detail, underWay.retryAfter());
            case IdempotencyKeyReused _ -> Problem.of(ProblemType.IDEMPOTENCY_KEY_REUSED, detail);
            case TooLarge _ -> Problem.of(ProblemType.TOO_LARGE, detail);
            case Overloaded overloaded ->
                    retryable(ProblemType.OVERLOADED, detail, overloaded.retryAfter());
            case StorageUnavailable _ ->
                    retryable(ProblemType.STORAGE_UNAVAILABLE, detail, STORAGE_RETRY);
            case QueryTimeout _ -> Problem.of(ProblemType.QUERY_TIMEOUT, detail);
        };
    }

    private static Problem problemOf(MalformedRequest malformed, String detail) {
        if (malformed.line() <= 0) {
            return Problem.of(ProblemType.MALFORMED_REQUEST, detail);
        }
        String place = "Line " + malformed.line() + ", column " + malformed.column() + ": ";
        return Problem.of(ProblemType.MALFORMED_REQUEST, place + detail)
                .with("line", (long) malformed.line())
                .with("column", (long) malformed.column());
    }

    private static Problem retryable(ProblemType type, String detail, Duration after) {
        long seconds = Math.max(1, after.plusMillis(999).toSeconds());
        return Problem.of(type, detail).withHeader("Retry-After", Long.toString(seconds));
    }

    private static void log(Problem problem, Exception exception, HttpServletRequest request) {
        boolean ours =
                problem.type() == ProblemType.INTERNAL_ERROR
                        || problem.type() == ProblemType.STORAGE_UNAVAILABLE;
        (ours ? LOG.atError().setCause(exception) : LOG.atDebug())
                .addKeyValue("problem", problem.type())
                .addKeyValue("method", request.getMethod())
                .addKeyValue("path", request.getRequestURI())
                .addKeyValue("trace_id", TraceId.of(request))
                .log("request_failed");
    }
}
