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
    void pointersCutOnlyTokensThatNoSchemaNames() {
        assertThat(Pointer.ROOT.child("a".repeat(200)).child(3))
                .hasToString("/" + "a".repeat(200) + "/3");
        assertThat(Pointer.ROOT.child("~".repeat(1_000)).child(3))
                .hasToString("/" + "~0".repeat(200) + "…/3");
    }
}
