package io.tabularium.adapter.schemafile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tabularium.domain.pattern.BacktrackingPattern;
import io.tabularium.domain.pattern.MatchBudget;
import io.tabularium.domain.pattern.TextPattern;
import io.tabularium.domain.pattern.TextPattern.Search;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    void countsEmptyRoundsAmongTheRequiredOnes() {
        assertThat(finds("^(^|.){2}b$", "ab")).isTrue();
        assertThat(finds("^(^|.){3}b$", "aab")).isTrue();
        assertThat(finds("^(^|.){2}b$", "aaab")).isFalse();
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
                assertThat(finds(SPACE, text)).isNotEqualTo(finds(NO_SPACE, text));
            }
        }
    }

    @Test
    void asksForWordsInAsciiAlone() {
        assertThat(finds("a\\b", "a\u0301")).isTrue();
        assertThat(finds("(?=)a\\b", "a\u0301")).isTrue();
        assertThat(finds("a\\B", "a\u0301")).isFalse();
        assertThat(finds("(?=)a\\B", "a\u0301")).isFalse();
        assertThat(finds("^\\b$", "")).isFalse();
        assertThat(finds("^\\B$", "")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"^(a|b)*$", "^(a*)*$", "^(?:a+)+$", "(a|aa)+$", "^(?:(?:a?){40}){40}a*$"})
    void searchesLongTextInLinearTimeWithoutLookAround(String pattern) {
        String text = "a".repeat(200_000);

        assertThat(EcmaPattern.compile(pattern)).isNotInstanceOf(BacktrackingPattern.class);
        assertThat(search(pattern, text)).isEqualTo(Search.FOUND);
        assertThat(search(pattern, text + "!")).isEqualTo(Search.ABSENT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "^.{0,10000}$ 10000 10001",
                "^a{10000}$ 10000 9999",
                "^(?:a{1,10000}){2}$ 20000 20001",
                "^(?:a{500}|a{700})*$ 2400 2300",
                "^a{300,400}a{500,}$ 99999 799",
                "^(?:(?:a{9999})|b)+$ 99990 99991",
                "^(?:a{1000}){10000}$ 10000000 200000",
                "a{10000} 10000 9999"
            })
    void countsLongRepetitionsInLinearTime(String pattern, int found, int absent) {
        assertThat(search(pattern, "a".repeat(found))).isEqualTo(Search.FOUND);
        assertThat(search(pattern, "a".repeat(absent))).isEqualTo(Search.ABSENT);
    }

    @Test
    void countsFromEachPlaceOfLongText() {
        String text = "ab".repeat(50_000);

        assertThat(search(".{0,10000}!", text)).isEqualTo(Search.ABSENT);
        assertThat(search("a.{9998}b", text)).isEqualTo(Search.FOUND);
        assertThat(search("a.{9999}b", text)).isEqualTo(Search.ABSENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"^(?!x)(a|b)*$", "^(?!x)(a+)+$", "(?<!x)(a|b)*c"})
    void doesNotDecideWhatTakesTooLongWithLookAround(String pattern) {
        assertThat(search(pattern, "a".repeat(100_000) + "!")).isEqualTo(Search.UNDECIDED);
    }

    @Test
    void decidesLookAroundThatGoesOverTheTextAFewTimes() {
        String pattern = "^(?=.*[A-Z])(?=.*\\d).{8,}$";

        assertThat(search(pattern, "a".repeat(100_000) + "A1")).isEqualTo(Search.FOUND);
        assertThat(search(pattern, "a".repeat(100_000) + "A")).isEqualTo(Search.ABSENT);
    }

    @Test
    void grantsFewStepsForEachCharacterOfAVeryLongText() {
        String pattern = "(?=a)a{0,100}c";

        assertThat(search(pattern, "a".repeat(10_000))).isEqualTo(Search.ABSENT);
        assertThat(search(pattern, "a".repeat(10_000_000))).isEqualTo(Search.UNDECIDED);
    }

    @Test
    void searchesShareTheBudgetOfTheirRecord() {
        TextPattern pattern = EcmaPattern.compile("^(?!x)(?:.*a){6}$");
        String text = "a".repeat(16) + "!";
        MatchBudget budget = new MatchBudget();

        assertThat(pattern.search(text, budget)).isEqualTo(Search.ABSENT);
        assertThat(Stream.generate(() -> pattern.search(text, budget)).limit(100))
                .contains(Search.UNDECIDED);
    }

    @Test
    void repetitionsThatMultiplyAreLeftToTheOtherEngine() {
        assertThat(EcmaPattern.compile("^(?:a{1000}){1000}$"))
                .isNotInstanceOf(BacktrackingPattern.class);
        assertThat(EcmaPattern.compile("^(?:(?:ab){100}){1000}$"))
                .isInstanceOf(BacktrackingPattern.class);
        assertThat(EcmaPattern.compile("(?:(?:(?:){10000}){10000}){10000}")).isNotNull();
    }

    @Test
    void decidesTextThatNeedsMoreStatesThanAreKept() {
        String text =
                new Random(1)
                        .ints(20_000, 'a', 'c')
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining());

        assertThat(search("^(?:.*a.{12})$", text)).isEqualTo(expected(text, 13));
        assertThat(search("^.{0,5000}$", text)).isEqualTo(Search.ABSENT);
        assertThat(search("^.{0,9000}$", text.substring(0, 9_000))).isEqualTo(Search.FOUND);
    }

    private static Search expected(String text, int fromEnd) {
        return text.charAt(text.length() - fromEnd) == 'a' ? Search.FOUND : Search.ABSENT;
    }

    private static final TextPattern SPACE = EcmaPattern.compile("^\\s$");
    private static final TextPattern NO_SPACE = EcmaPattern.compile("^\\S$");

    private static boolean finds(String pattern, String text) {
        return finds(EcmaPattern.compile(pattern), text);
    }

    private static boolean finds(TextPattern pattern, String text) {
        Search search = pattern.search(text, new MatchBudget());
        assertThat(search).isNotEqualTo(Search.UNDECIDED);
        return search == Search.FOUND;
    }

    private static Search search(String pattern, String text) {
        return EcmaPattern.compile(pattern).search(text, new MatchBudget());
    }
}
