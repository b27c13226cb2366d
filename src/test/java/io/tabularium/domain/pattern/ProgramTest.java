package io.tabularium.domain.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.domain.pattern.Expression.Characters;
import io.tabularium.domain.pattern.Expression.Repetition;
import io.tabularium.domain.pattern.Expression.Sequence;

import org.junit.jupiter.api.Test;

import java.util.List;

class ProgramTest {

    private static final Expression COUNTED =
            new Repetition(new Characters(new CharacterSet("a")), 0, 10_000);

    @Test
    void countsInTheMemoryOfOneSearch() {
        assertThat(Program.of(times(Program.MAX_COUNTS / 10_000))).isPresent();
        assertThat(Program.of(times(Program.MAX_COUNTS / 10_000 + 1))).isEmpty();
    }

    /** {@code (?:a{0,10000}b){n}}. */
    private static Expression times(int rounds) {
        Expression round = new Sequence(List.of(COUNTED, new Characters(new CharacterSet("b"))));
        return new Repetition(round, rounds, rounds);
    }
}
