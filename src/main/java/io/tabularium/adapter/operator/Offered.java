package io.tabularium.adapter.operator;

import static io.tabularium.adapter.operator.OperatorProblem.problem;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.http.HttpStatus;

import java.util.Optional;
import java.util.function.Function;

/**
 * Work that the storage may lack.
 *
 * @param handler does the work; empty if the storage lacks it
 * @param missing why it is lacking and what to do instead, for operators
 */
public record Offered<T>(Optional<T> handler, String missing) {

    /** Answers with the handler, or with 422 and the reason. */
    WebEndpointResponse<?> with(Function<T, WebEndpointResponse<?>> use) {
        return handler.<WebEndpointResponse<?>>map(use)
                .orElseGet(() -> problem(HttpStatus.UNPROCESSABLE_CONTENT, missing));
    }
}
