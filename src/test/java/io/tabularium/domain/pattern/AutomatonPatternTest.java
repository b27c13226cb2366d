package io.tabularium.domain.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.domain.pattern.Expression.Characters;
import io.tabularium.domain.pattern.Expression.Repetition;
import io.tabularium.domain.pattern.Expression.Sequence;
import io.tabularium.domain.pattern.TextPattern.Search;

import org.junit.jupiter.api.Test;

import java.util.List;

class AutomatonPatternTest {

    private static final Expression ANY = new Characters(new CharacterSet("[ab]"));
    private static final Expression LAST = new Characters(new CharacterSet("c"));

    /** {@code (?:[ab][ab]){6000}c}, whose states have a step for each place behind the start. */
    private final AutomatonPattern pattern =
            new AutomatonPattern(
                    Program.of(
                                    new Sequence(
                                            List.of(
                                                    new Repetition(
                                                            new Sequence(List.of(ANY, ANY)),
                                                            6_000,
                                                            6_000),
                                                    LAST)))
                            .orElseThrow());

    @Test
    void keepsStatesOfBoundedSize() {
        String text = "ab".repeat(2_000);

        assertThat(pattern.search(text, new MatchBudget())).isEqualTo(Search.ABSENT);
        assertThat(pattern.search("b" + text, new MatchBudget())).isEqualTo(Search.ABSENT);

        assertThat(pattern.keptSteps()).isBetween(1 << 17, (1 << 18) + 12_000);
    }
}
