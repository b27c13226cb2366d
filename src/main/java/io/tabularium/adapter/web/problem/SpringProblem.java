package io.tabularium.adapter.web.problem;

import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

import java.util.List;
import java.util.stream.Collectors;

/** The problems that Spring's own exceptions mean. */
final class SpringProblem {

    private SpringProblem() {}

    /** The problem; {@link ProblemType#INTERNAL_ERROR} for whatever is not the client's fault. */
    static Problem of(Exception exception) {
        return switch (exception) {
            case NoHandlerFoundException _ -> notFound();
            case NoResourceFoundException _ -> notFound();
            case HttpRequestMethodNotSupportedException refused -> methodNotAllowed(refused);
            case HttpMediaTypeNotAcceptableException refused -> notAcceptable(refused);
            case HttpMediaTypeNotSupportedException refused -> unsupportedMediaType(refused);
            case ServletRequestBindingException _, MethodArgumentTypeMismatchException _ ->
                    Problem.of(
                            ProblemType.INVALID_QUERY,
                            "A parameter is missing or is not of its type.");
            case InvalidParameterException _ ->
                    Problem.of(ProblemType.INVALID_QUERY, "The parameters cannot be decoded.");
            case ErrorResponse response when response.getStatusCode().is4xxClientError() ->
                    Problem.of(ProblemType.MALFORMED_REQUEST, "The request cannot be read.");
            default ->
                    Problem.of(
                            ProblemType.INTERNAL_ERROR,
                            "The server failed; the log has the cause under the trace_id.");
        };
    }

    private static Problem notFound() {
        return Problem.of(ProblemType.NOT_FOUND, "There is no such endpoint.");
    }

    private static Problem methodNotAllowed(HttpRequestMethodNotSupportedException refused) {
        String @Nullable [] supported = refused.getSupportedMethods();
        String allow = supported == null ? "" : String.join(", ", supported);
        return Problem.of(ProblemType.METHOD_NOT_ALLOWED, "Allowed here: " + allow + ".")
                .withHeader("Allow", allow);
    }

    private static Problem notAcceptable(HttpMediaTypeNotAcceptableException refused) {
        return Problem.of(
                ProblemType.NOT_ACCEPTABLE,
                "Available here: " + join(refused.getSupportedMediaTypes()) + ".");
    }

    private static Problem unsupportedMediaType(HttpMediaTypeNotSupportedException refused) {
        String accepted = join(refused.getSupportedMediaTypes());
        Problem problem =
                Problem.of(
                                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                                "Accepted here, in UTF-8: " + accepted + ".")
                        .withHeader("Accept", accepted);
        return refused.getHeaders().getAcceptPatch().isEmpty()
                ? problem
                : problem.withHeader("Accept-Patch", accepted);
    }

    private static String join(List<MediaType> types) {
        return types.stream().map(MediaType::toString).collect(Collectors.joining(", "));
    }
}
