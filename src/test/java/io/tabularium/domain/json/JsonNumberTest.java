package io.tabularium.domain.json;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.math.BigDecimal;
import java.util.regex.Pattern;

final class JsonNumberTest {

    /** The grammar of RFC 8259, with at most six digits of an exponent. */
    private static final Pattern NUMBER =
            Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]{1,6})?");

    @Property(tries = 20_000)
    void readsExactlyWhatTheGrammarAllows(@ForAll("texts") String text) {
        assertThat(JsonNumber.parse(text).map(number -> new BigDecimal(number.toString())))
                .isEqualTo(
                        NUMBER.matcher(text).matches()
                                ? java.util.Optional.of(new BigDecimal(text))
                                : java.util.Optional.empty());
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("0012.-+eE٣ ").ofMaxLength(9);
    }
}
