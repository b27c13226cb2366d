package io.tabularium.domain.record;

import static io.tabularium.domain.Compiled.draft;
import static io.tabularium.domain.Compiled.json;
import static io.tabularium.domain.Compiled.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tabularium.adapter.representation.ScalarText;
import io.tabularium.domain.TabulariumException.InvalidRecord;
import io.tabularium.domain.Violation;
import io.tabularium.domain.Violations;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.Schema;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.Objects;

class RecordDraftTest {

    private static final Schema THINGS =
            schema(
                    "'name':{'type':'string','maxLength':5},'size':{'type':'integer','default':7},"
                            + "'note':{'type':['string','null']}",
                    ",'required':['name','note']");
    private static final Schema TEXTS =
            schema(
                    "'text':{'type':'string'},'fixed':{'type':'string','enum':['x']},"
                            + "'map':{'type':'object'},'list':{'type':'array'}",
                    "");
    private static final Schema DOCUMENT = schema("'v':{'type':'object'}", "");

    @Test
    void fillsAbsentKeysWithDefaults() {
        RecordData data = draft(THINGS, "{'name':'a','note':null}").toData();

        assertThat(data.toString()).isEqualTo("things[a, 7, null]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0", "-0.0", "-0e5"})
    void readsNegativeZeroAsZero(String numeral) {
        Schema numbers = schema("'v':{'type':'number'}", "");
        RecordData data = draft(numbers, "{'v':" + numeral + "}").toData();

        assertThat(data.get(numbers.properties().getFirst())).isEqualTo(0.0);
    }

    @Test
    void leavesAnExplicitNullAsItIs() {
        RecordData data = draft(THINGS, "{'name':'a','note':null,'size':null}").toData();

        assertThat(data.toString()).isEqualTo("things[a, null, null]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    date-time       | 2020-01-01T00:00:00.000Z
                    date-time       | 2020-01-01T01:00:00+01:00
                    local-date-time | 2020-01-01T00:00:00.000
                    uuid            | 0197A5B2-0000-7000-8000-00000000000A
                    """)
    void takesBackWhatItReturnsForAListedValueInWhateverForm(String format, String listed) {
        for (String keyword : new String[] {"'const':'%s'", "'enum':['%s']"}) {
            Schema fixed =
                    schema(
                            "'v':{'type':'string','format':'%s',%s}"
                                    .formatted(format, keyword.formatted(listed)),
                            "");
            Property property = fixed.properties().getFirst();
            RecordData data = draft(fixed, "{'v':'" + listed + "'}").toData();
            String returned = ScalarText.of(Objects.requireNonNull(data.get(property)));

            assertThat(returned).isNotEqualTo(listed);
            assertThat(draft(fixed, "{'v':'" + returned + "'}").toData()).isEqualTo(data);
        }
    }

    @Test
    void rejectsATypedValueThatIsNotListed() {
        Schema fixed = schema("'v':{'type':'string','format':'date','enum':['2020-01-01']}", "");

        assertThat(codes(fixed, "{'v':'2020-01-02'}")).containsExactly("/v enum");
    }

    @Test
    void findsAPatternAtTheEndOfALongText() {
        Schema numbered = schema("'v':{'type':'string','pattern':'[0-9]+$'}", "");

        assertThat(codes(numbered, "{'v':'" + "7".repeat(10_000) + "a5'}")).isEmpty();
        assertThat(codes(numbered, "{'v':'" + "7".repeat(10_000) + "a'}"))
                .containsExactly("/v pattern");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "HARD | pattern-undecided",
                "'not':{HARD} | pattern-undecided",
                "'not':{'not':{HARD}} | pattern-undecided",
                "'anyOf':[{HARD},SHORT] | pattern-undecided",
                "'anyOf':[SHORT,{HARD}] | pattern-undecided",
                "'oneOf':[{HARD},SHORT] | pattern-undecided",
                "'oneOf':[{HARD},{}] | pattern-undecided",
                "'oneOf':[{},{HARD}] | pattern-undecided",
                "'oneOf':[{HARD},{},{}] | oneOf",
                "'anyOf':[{HARD,'maxLength':1},SHORT] | anyOf",
                "'anyOf':[{'not':{HARD}},SHORT] | pattern-undecided",
                "'not':{'anyOf':[{HARD},{}]} | not"
            })
    void saysThatTextIsUndecidedIfThePatternDecides(String rule, String code) {
        assertThat(codesOfHardText(rule)).containsExactly("/v/0 " + code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'anyOf':[{HARD},{}]",
                "'anyOf':[{},{HARD}]",
                "'anyOf':[{'not':{HARD}},{HARD},{}]",
                "'oneOf':[{HARD,'maxLength':1},{}]",
                "'not':{HARD,'maxLength':1}",
                "'not':{'allOf':[{HARD},SHORT]}"
            })
    void acceptsTextThatAnotherRuleDecides(String rule) {
        assertThat(codesOfHardText(rule)).isEmpty();
    }

    /**
     * @param rule in which HARD stands for a pattern that takes too long to match, and SHORT for a
     *     schema that the text violates
     */
    private static List<String> codesOfHardText(String rule) {
        String text =
                rule.replace("HARD", "'pattern':'^(?=a)a*a*a*a*a*$'")
                        .replace("SHORT", "{'maxLength':1}");
        Schema hard = schema("'v':{'type':'array','items':{" + text + "}}", "");
        return codes(hard, "{'v':['" + "a".repeat(300) + "b']}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'text':'a\\u0000b'|/text",
                "'fixed':'\\u0000'|/fixed",
                "'map':{'a':'\\u0000'}|/map/a",
                "'map':{'a\\u0000':1}|/map/a␀",
                "'map':{'a':{'b':[{'\\u0000':null}]}}|/map/a/b/0/␀",
                "'list':['a','\\u0000']|/list/1",
                "'list':[[{'~/\\u0000':1}]]|/list/0/0/~0~1␀"
            })
    void rejectsU0000WhereverItIs(String data, String symbolic) {
        String pointer = symbolic.replace('␀', '\0');
        RecordData before = draft(TEXTS, "{}").toData();

        assertThat(codes(TEXTS, "{" + data + "}")).containsExactly(pointer + " character");
        assertThatExceptionOfType(InvalidRecord.class)
                .isThrownBy(() -> draft(TEXTS, "{" + data + "}").patch(before))
                .satisfies(
                        rejected ->
                                assertThat(rejected.violations())
                                        .extracting(Violation::pointer, Violation::code)
                                        .containsExactly(
                                                org.assertj.core.groups.Tuple.tuple(
                                                        pointer, "character")));
    }

    /** An earlier version stored records with U+0000. */
    @Test
    void patchesOtherPropertiesOfARecordWithU0000() {
        RecordData before =
                new RecordData(TEXTS, new Object[] {"a\0", null, Map.of("b\0", 1L), List.of("\0")});

        RecordData after = draft(TEXTS, "{'fixed':'x','list':[]}").patch(before);

        assertThat(after)
                .isEqualTo(
                        new RecordData(
                                TEXTS, new Object[] {"a\0", "x", Map.of("b\0", 1L), List.of()}));
        assertThat(draft(TEXTS, "{'map':{'b\\u0000':null}}").patch(before).toString())
                .contains("{}");
        assertThatExceptionOfType(InvalidRecord.class)
                .isThrownBy(() -> draft(TEXTS, "{'map':{'c':1}}").patch(before));
    }

    private static List<String> codes(Schema schema, String data) {
        Violations violations = new Violations();
        draft(schema, data).toData(violations);
        return violations.toList().stream()
                .map(violation -> violation.pointer() + " " + violation.code())
                .toList();
    }

    @Test
    void rejectsEveryFaultWithItsPointer() {
        assertThatExceptionOfType(InvalidRecord.class)
                .isThrownBy(() -> draft(THINGS, "{'name':null,'size':'7','~/':1}").toData())
                .satisfies(
                        rejected ->
                                assertThat(rejected.violations())
                                        .extracting(Violation::pointer, Violation::code)
                                        .containsExactly(
                                                org.assertj.core.groups.Tuple.tuple(
                                                        "/name", "type"),
                                                org.assertj.core.groups.Tuple.tuple(
                                                        "/size", "type"),
                                                org.assertj.core.groups.Tuple.tuple(
                                                        "/note", "required"),
                                                org.assertj.core.groups.Tuple.tuple(
                                                        "/~0~1", "additionalProperties")));
    }

    @Test
    void tellsWhetherAKeyWasNew() {
        RecordDraft draft = new RecordDraft(THINGS);

        assertThat(draft.put("name", "a")).isTrue();
        assertThat(draft.put("name", "b")).isFalse();
    }

    /** RFC 7396, appendix A, as far as the value and the patch are objects. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':'b'}|{'a':'c'}|{'a':'c'}",
                "{'a':'b'}|{'b':'c'}|{'a':'b','b':'c'}",
                "{'a':'b'}|{'a':null}|{}",
                "{'a':'b','b':'c'}|{'a':null}|{'b':'c'}",
                "{'a':['b']}|{'a':'c'}|{'a':'c'}",
                "{'a':'c'}|{'a':['b']}|{'a':['b']}",
                "{'a':{'b':'c'}}|{'a':{'b':'d','c':null}}|{'a':{'b':'d'}}",
                "{'a':[{'b':'c'}]}|{'a':[1]}|{'a':[1]}",
                "{'e':null}|{'a':1}|{'e':null,'a':1}",
                "{}|{'a':{'bb':{'ccc':null}}}|{'a':{'bb':{}}}",
            })
    void mergesObjectsAsMergePatchDoes(String stored, String patch, String result) {
        RecordData before = draft(DOCUMENT, "{'v':" + stored + "}").toData();

        RecordData after = draft(DOCUMENT, "{'v':" + patch + "}").patch(before);

        assertThat(after.get(DOCUMENT.properties().getFirst())).isEqualTo(json(result));
    }

    @Test
    void mergesAnObjectIntoAnAbsentOne() {
        RecordData before = draft(DOCUMENT, "{}").toData();

        RecordData after = draft(DOCUMENT, "{'v':{'a':null,'b':1}}").patch(before);

        assertThat(after.get(DOCUMENT.properties().getFirst())).isEqualTo(json("{'b':1}"));
    }

    @Test
    void patchesWithNullAndWithoutDefaults() {
        RecordData before = draft(THINGS, "{'name':'a','note':'n','size':1}").toData();

        RecordData after = draft(THINGS, "{'note':null,'size':null}").patch(before);

        assertThat(after.toString()).isEqualTo("things[a, null, null]");
        assertThat(draft(THINGS, "{}").patch(after)).isEqualTo(after);
    }

    @Test
    void rejectsAPatchWhoseResultIsInvalid() {
        RecordData before = draft(THINGS, "{'name':'a','note':null}").toData();

        assertThatExceptionOfType(InvalidRecord.class)
                .isThrownBy(() -> draft(THINGS, "{'name':null}").patch(before));
        assertThatExceptionOfType(InvalidRecord.class)
                .isThrownBy(() -> draft(THINGS, "{'name':'abcdef'}").patch(before));
        assertThatExceptionOfType(InvalidRecord.class)
                .isThrownBy(() -> draft(THINGS, "{'other':1}").patch(before));
    }
}
