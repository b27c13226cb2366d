package io.tabularium;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromQueryTest {

    private static final Exposition EXPOSED =
            Exposition.parse(
                    """
                    # HELP a of what
                    a_seconds_bucket{op="get",le="0.1"} 3
                    a_seconds_bucket{op="get",le="+Inf"} 4
                    b 2.0E9
                    """);

    @Test
    void answersWhatIsExposed() {
        assertThat(
                        PromQuery.parse(
                                        "histogram_quantile(0.9, sum by (le, op)"
                                                + " (rate(a_seconds_bucket{op=~\"$op\"}[5m]))) / b")
                                .unanswered(EXPOSED))
                .isEmpty();
    }

    @Test
    void findsAMetricThatIsNot() {
        assertThat(
                        PromQuery.parse("sum(rate(c_total{op=\"get\"}[$__interval])) > b")
                                .unanswered(EXPOSED))
                .singleElement()
                .asString()
                .contains("no metric c_total");
    }

    @Test
    void findsALabelOrAValueThatIsNot() {
        assertThat(PromQuery.parse("a_seconds_bucket{kind=\"x\"} > 1e9").unanswered(EXPOSED))
                .singleElement()
                .asString()
                .contains("has no label kind");
        assertThat(PromQuery.parse("a_seconds_bucket{op!~\"get|put\"}").unanswered(EXPOSED))
                .singleElement()
                .asString()
                .contains("has no op put");
        assertThat(PromQuery.parse("sum by (kind) (b)").unanswered(EXPOSED))
                .singleElement()
                .asString()
                .contains("the label kind");
    }
}
