package io.tabularium.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class QuotedTest {

    @Test
    void repeatsShortTextWhole() {
        assertThat(Quoted.of("a".repeat(100))).isEqualTo("'" + "a".repeat(100) + "'");
    }

    @Test
    void cutsLongTextAndSaysSo() {
        assertThat(Quoted.of("a".repeat(101))).isEqualTo("'" + "a".repeat(100) + "…'");
    }

    @Test
    void halvesNoCharacter() {
        assertThat(Quoted.of("a".repeat(99) + "😀")).isEqualTo("'" + "a".repeat(99) + "…'");
    }

    @Test
    void pointersAreWholeUpToAThousandCharacters() {
        assertThat(Pointer.ROOT.child("a".repeat(997)).child(3))
                .hasToString("/" + "a".repeat(997) + "/3");
        assertThat(Pointer.ROOT.child("a".repeat(998)).child(3))
                .hasToString("/" + "a".repeat(998) + "…");
        assertThat(Pointer.ROOT.child("~".repeat(10_000)).child(3))
                .hasToString("/" + "~0".repeat(499) + "…");
    }

    @Test
    void exactPointersAreNeverCut() {
        assertThat(Pointer.ROOT.child("a".repeat(10_000)).child("/").toExactString())
                .isEqualTo("/" + "a".repeat(10_000) + "/~1");
    }
}
