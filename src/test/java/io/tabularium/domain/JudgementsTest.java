package io.tabularium.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class JudgementsTest {

    private final Judgements judgements = new Judgements(2, 3);
    private final Object rules = new Object();
    private final List<Object> values = List.of(new Object(), new Object(), new Object());

    @Test
    void remembersVerdictsUpToItsLimit() {
        values.forEach(value -> judgements.remember(rules, value, Verdict.MET));

        assertThat(judgements.verdict(rules, values.get(0))).isEqualTo(Verdict.MET);
        assertThat(judgements.verdict(rules, values.get(1))).isEqualTo(Verdict.MET);
        assertThat(judgements.verdict(rules, values.get(2))).isNull();
        assertThat(judgements.verdict(new Object(), values.get(0))).isNull();
    }

    @Test
    void followsReferencesUpToItsLimit() {
        for (int i = 0; i < 3; i++) {
            assertThat(judgements.follow()).isTrue();
        }
        assertThat(judgements.follow()).isFalse();
    }

    @Test
    void letsValueBeReportedOnce() {
        assertThat(judgements.report(rules, values.get(0))).isTrue();
        assertThat(judgements.report(rules, values.get(0))).isFalse();
        assertThat(judgements.report(rules, values.get(1))).isTrue();
    }
}
