package io.tabularium.adapter.web.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

class RequestSamplingTest {

    private static final int MANY = 100_000;
    private static final int ONE_IN = 100;

    private final RequestSampling sampling = new RequestSampling(ONE_IN);

    @Test
    void includesEveryRequestByDefault() {
        for (Operation operation : Operation.values()) {
            assertThat(count(RequestSampling.ALL, operation, Outcome.SUCCESS)).isEqualTo(MANY);
        }
    }

    /** Within ten standard deviations. */
    @Test
    void includesOneInThatManyOfTheReadsThatSucceed() {
        assertThat(count(sampling, Operation.GET, Outcome.SUCCESS))
                .isBetween(MANY / ONE_IN - 320L, MANY / ONE_IN + 320L);
    }

    @Test
    void includesEveryWriteAndEveryRequestThatDoesNotSucceed() {
        assertThat(count(sampling, Operation.CREATE, Outcome.SUCCESS)).isEqualTo(MANY);
        for (Outcome outcome : Outcome.values()) {
            if (outcome != Outcome.SUCCESS) {
                assertThat(count(sampling, Operation.GET, outcome)).isEqualTo(MANY);
            }
        }
    }

    @Test
    void refusesNone() {
        assertThatThrownBy(() -> new RequestSampling(0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static long count(RequestSampling sampling, Operation operation, Outcome outcome) {
        return IntStream.range(0, MANY).filter(_ -> sampling.includes(operation, outcome)).count();
    }
}
