package io.tabularium.adapter.schemafile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EcmaPatternTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\A",
                "\\Z",
                "\\z",
                "\\a",
                "\\e",
                "\\Q",
                "\\h",
                "\\R",
                "\\X",
                "\\G",
                "\\1",
                "(a)\\1",
                "(?<n>a)\\k<n>",
                "\\01",
                "\\cé",
                "\\x1",
                "\\u12",
                "\\u{110000}",
                "\\u{}",
                "\\-",
                "\\_",
                "a++",
                "a*+",
                "a{1}{2}",
                "*",
                "+a",
                "?",
                "{1}",
                "a{",
                "a{,2}",
                "a{2,1}",
                "}",
                "]",
                ")",
                "(",
                "(?",
                "(?i)a",
                "(?>a)",
                "(?<1>a)",
                "(?<n>a)(?<n>b)",
                "(?=a)*",
                "[",
                "[b-a]",
                "[\\d-a]",
                "[\\B]",
                "\\p{Foo}",
                "\\p{javaLowerCase}",
                "\\pL",
                "\\p{Script=Klingonese}",
                "\\",
                "\\uD800\\u0041",
                "(?<=(?:ab)*)c",
                "^*"
            })
    void refusesWhatEcmaScriptOrTheEngineDoesNotKnow(String pattern) {
        assertThatIllegalArgumentException().isThrownBy(() -> EcmaPattern.compile(pattern));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a|",
                "(?:)",
                "[]",
                "[^]",
                "[-a]",
                "[a-]",
                "[&&]",
                "[[]",
                "[\\]]",
                "\\/",
                "\\cJ",
                "(?<name>a)",
                "a{2,}?",
                "\\p{Lu}\\P{L}",
                "\\p{Script=Latin}",
                "(?!a)b",
                "(?<!a)b",
                "[\\s\\S]",
                "[^\\w\\-.]",
                "\\u{1F600}",
                "\\p{Alphabetic}"
            })
    void acceptsWhatEcmaScriptKnows(String pattern) {
        assertThat(EcmaPattern.compile(pattern)).isNotNull();
    }

    @Test
    void endsAtTheEndAloneAndNotBeforeANewline() {
        assertThat(finds("^a$", "a")).isTrue();
        assertThat(finds("^a$", "a\n")).isFalse();
        assertThat(finds("^a$", "b\na")).isFalse();
        assertThat(finds("[$]$", "$")).isTrue();
    }

    @Test
    void readsDotAsAnythingButTheFourLineTerminators() {
        assertThat(finds("^.$", "\u0085")).isTrue();
        assertThat(finds("^.$", "😀")).isTrue();
        assertThat(finds("^.$", "\u2028")).isFalse();
        assertThat(finds("^.$", "\r")).isFalse();
    }

    @Test
    void readsClassesAsEcmaScriptDoes() {
        assertThat(finds("^\\d$", "٣")).isFalse();
        assertThat(finds("^\\w$", "é")).isFalse();
        assertThat(finds("^\\s$", "\uFEFF")).isTrue();
        assertThat(finds("^\\s$", "\u00A0")).isTrue();
        assertThat(finds("^\\S$", "\u00A0")).isFalse();
        assertThat(finds("^\\v$", "\u000B")).isTrue();
        assertThat(finds("^\\v$", "\n")).isFalse();
        assertThat(finds("^[^\\S]$", " ")).isTrue();
        assertThat(finds("^[^\\s]$", " ")).isFalse();
    }

    @Test
    void readsClassMembersThatAreOperatorsInJavaAsThemselves() {
        assertThat(finds("^[a&&b]+$", "&ab")).isTrue();
        assertThat(finds("^[[a]$", "[")).isTrue();
        assertThat(finds("^[^[a]$", "[")).isFalse();
        assertThat(finds("^[\\b]$", "\b")).isTrue();
    }

    @Test
    void readsEmptyClassesAsNothingAndAnything() {
        assertThat(finds("[]", "a")).isFalse();
        assertThat(finds("^[^]$", "\n")).isTrue();
    }

    @Test
    void joinsSurrogatesThatAreEscapedOneByOne() {
        assertThat(finds("^\\uD83D\\uDE00$", "😀")).isTrue();
        assertThat(finds("^[\\u{1F600}-\\u{1F64F}]$", "😀")).isTrue();
    }

    @Test
    void tellsEverySpaceFromEveryOtherCharacter() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                String text = Character.toString(c);
                assertThat(SPACE.matcher(text).find()).isNotEqualTo(NO_SPACE.matcher(text).find());
            }
        }
    }

    private static final java.util.regex.Pattern SPACE = EcmaPattern.compile("^\\s$");
    private static final java.util.regex.Pattern NO_SPACE = EcmaPattern.compile("^\\S$");

    private static boolean finds(String pattern, String text) {
        return EcmaPattern.compile(pattern).matcher(text).find();
    }
}
