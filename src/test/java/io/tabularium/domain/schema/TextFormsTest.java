package io.tabularium.domain.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.domain.json.JsonNumber;
import io.tabularium.domain.schema.format.UuidText;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.util.UUID;

/** The forms of text other than dates and times: numbers, UUIDs, e-mail addresses, URIs. */
class TextFormsTest {

    @Test
    void readsShortIntegersAsLongsAndOtherNumbersExactly() {
        assertThat(JsonNumber.parse("-12")).contains(-12L);
        assertThat(JsonNumber.parse("0")).contains(0L);
        assertThat(JsonNumber.parse("9223372036854775808"))
                .contains(new BigDecimal("9223372036854775808"));
        assertThat(JsonNumber.parse("1.50")).contains(new BigDecimal("1.50"));
        assertThat(JsonNumber.parse("1e-7")).contains(new BigDecimal("1E-7"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "01",
                "1.",
                ".5",
                "+1",
                "1e",
                "0x1",
                "NaN",
                "Infinity",
                " 1",
                "1 ",
                "1,5",
                "1e1000000000",
                "٣"
            })
    void refusesWhatIsNoJsonNumber(String text) {
        assertThat(JsonNumber.parse(text)).isEmpty();
    }

    @Test
    void readsUuidsInEitherCase() {
        UUID uuid = UUID.fromString("0197a5b2-0000-7000-8000-00000000000f");

        assertThat(UuidText.parse("0197a5b2-0000-7000-8000-00000000000f")).contains(uuid);
        assertThat(UuidText.parse("0197A5B2-0000-7000-8000-00000000000F")).contains(uuid);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0197a5b2",
                "0197a5b200007000800000000000000f",
                "{0197a5b2-0000-7000-8000-00000000000f}",
                "0197a5b2-0000-7000-8000-00000000000g",
                "0197a5b2-0000-7000-8000-00000000000٣",
                "0197a5b2-00007-000-8000-00000000000f"
            })
    void refusesWhatIsNoUuid(String text) {
        assertThat(UuidText.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b",
                "user@example.org",
                "first.last+tag@sub.example.org",
                "o'hara@x-y.example",
                "!#$%&'*+-/=?^_`{|}~@example.org"
            })
    void acceptsAddressesInUse(String text) {
        assertThat(TextFormat.EMAIL.accepts(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "@b",
                "a@",
                "a@@b",
                "a@b@c",
                ".a@b",
                "a.@b",
                "a..b@c",
                "a b@c",
                "a@-b",
                "a@b-",
                "a@b..c",
                "a@.b",
                "a@b.",
                "a@b_c",
                "é@b",
                "a@é",
                "\"a\"@b",
                "a@[127.0.0.1]",
                "a@b\n"
            })
    void refusesWhatIsNoAddress(String text) {
        assertThat(TextFormat.EMAIL.accepts(text)).isFalse();
    }

    @Test
    void boundsTheLengthOfAddresses() {
        assertThat(TextFormat.EMAIL.accepts("a".repeat(64) + "@b")).isTrue();
        assertThat(TextFormat.EMAIL.accepts("a".repeat(65) + "@b")).isFalse();
        assertThat(TextFormat.EMAIL.accepts("a@" + "b".repeat(64))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org",
                "http://user:pw@example.org:8080/a/b;c=d?e=f/?#g/?",
                "ftp://ftp.example.org/%7Euser",
                "urn:isbn:0451450523",
                "mailto:a@b.org",
                "a:",
                "A+-.:b",
                "file:///etc/hosts",
                "http://[::1]/",
                "http://[2001:db8::7]:80",
                "http://[::]/",
                "http://[1:2:3:4:5:6:7:8]",
                "http://[::ffff:192.0.2.1]/",
                "http://[v1.a:b]/",
                "http://example.org:/",
                "tel:+1-816-555-1212"
            })
    void acceptsUrisWithAScheme(String text) {
        assertThat(TextFormat.URI.accepts(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.org",
                "/a/b",
                "//example.org",
                "?a",
                "1a:b",
                ":a",
                "http://a b",
                "http://é.org",
                "http://a/%",
                "http://a/%2",
                "http://a/%zz",
                "http://a/<b>",
                "http://a/\"",
                "http://a/{b}",
                "http://a/b|c",
                "http://a/b\\c",
                "http://a/^",
                "http://a#b#c",
                "http://a:80a",
                "http://[1:2:3]",
                "http://[1::2::3]",
                "http://[:::]",
                "http://[::1",
                "http://::1]",
                "http://[::256.0.0.1]",
                "http://a@b@c",
                "http://a/[",
                "http://[1:2:3:4:5:6:7:8:9]",
                "http://[12345::]",
                "http://a\n"
            })
    void refusesWhatIsNoUriWithAScheme(String text) {
        assertThat(TextFormat.URI.accepts(text)).isFalse();
    }
}
