package io.tabularium.adapter.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.tomcat.util.http.InvalidParameterException;
import org.junit.jupiter.api.Test;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.mock.http.MockHttpInputMessage;

final class SpringProblemTest {

    @Test
    void blamesTheClientForAQueryThatTheServerCannotDecode() {
        Problem problem = SpringProblem.of(new InvalidParameterException("Invalid chunk"));
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.detail()).doesNotContain("chunk");
    }

    @Test
    void blamesTheClientForABodyThatAnOperatorsEndpointCannotRead() {
        Problem problem =
                SpringProblem.of(
                        new HttpMessageNotReadableException(
                                "I/O error", new MockHttpInputMessage(new byte[0])));
        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.detail()).doesNotContain("I/O");
    }

    @Test
    void tellsNothingOfWhatItDoesNotKnow() {
        Problem problem = SpringProblem.of(new IllegalStateException("secret"));
        assertThat(problem.status()).isEqualTo(500);
        assertThat(problem.detail()).doesNotContain("secret");
    }
}
