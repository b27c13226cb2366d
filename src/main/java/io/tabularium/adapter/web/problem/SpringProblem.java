package io.tabularium.adapter.web.problem;

import io.tabularium.adapter.web.body.UnsupportedEncoding;

import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.NoHandlerFoundException;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The problems that exceptions of Spring and of the server below it mean. */
final class SpringProblem {

    private SpringProblem() {}

    /** The problem; {@link ProblemType#INTERNAL_ERROR} for whatever is not the client's fault. */
    static Problem of(Exception exception) {
        return switch (exception) {
            case NoHandlerFoundException _ -> Problem.notFound();
            case HttpRequestMethodNotSupportedException refused -> methodNotAllowed(refused);
            case HttpMediaTypeNotAcceptableException refused -> notAcceptable(refused);
            case UnsupportedEncoding _ -> unsupportedEncoding();
            case HttpMediaTypeNotSupportedException refused -> unsupportedMediaType(refused);
            case InvalidParameterException _ ->
                    Problem.of(ProblemType.MALFORMED_REQUEST, "The query string cannot be read.");
            case HttpMessageNotReadableException _ ->
                    Problem.of(ProblemType.MALFORMED_REQUEST, "The body cannot be read.");
            case ErrorResponse response when response.getStatusCode().is4xxClientError() ->
                    Problem.of(ProblemType.MALFORMED_REQUEST, "The request cannot be read.");
            default -> Problem.internalError();
        };
    }

    private static Problem methodNotAllowed(HttpRequestMethodNotSupportedException refused) {
        String @Nullable [] supported = refused.getSupportedMethods();
        String allow = supported == null ? "OPTIONS" : String.join(", ", allowed(supported));
        return Problem.of(ProblemType.METHOD_NOT_ALLOWED, "Allowed here: " + allow + ".")
                .withHeader("Allow", allow);
    }

    /** Spring answers HEAD wherever it answers GET, and OPTIONS everywhere. */
    private static Set<String> allowed(String[] supported) {
        Set<String> allowed = new TreeSet<>(List.of(supported));
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        allowed.add("OPTIONS");
        return allowed;
    }

    private static Problem notAcceptable(HttpMediaTypeNotAcceptableException refused) {
        List<MediaType> available = refused.getSupportedMediaTypes();
        return Problem.of(
                ProblemType.NOT_ACCEPTABLE,
                available.isEmpty()
                        ? "Accept is no list of media types."
                        : "Available here: " + join(available) + ".");
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

    private static Problem unsupportedEncoding() {
        return Problem.of(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        "The only Content-Encoding that is undone is gzip, once.")
                .withHeader("Accept-Encoding", "gzip");
    }

    private static String join(List<MediaType> types) {
        return types.stream().map(MediaType::toString).collect(Collectors.joining(", "));
    }
}
