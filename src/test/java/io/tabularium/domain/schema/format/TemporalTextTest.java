package io.tabularium.domain.schema.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

class TemporalTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01", "9999-12-31", "2024-02-29", "2000-02-29", "2026-01-31"})
    void readsDatesAndWritesThemTheSame(String text) {
        LocalDate date = TemporalText.parseDate(text).orElseThrow();

        assertThat(date).isEqualTo(LocalDate.parse(text));
        assertThat(TemporalText.format(date)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0000-01-01",
                "10000-01-01",
                "-001-01-01",
                "2026-1-31",
                "2026-02-29",
                "1900-02-29",
                "2026-00-01",
                "2026-13-01",
                "2026-04-31",
                "2026-01-00",
                "2026-01-32",
                "2026/01/31",
                "2026-01-31 ",
                "2026-01-31T00:00:00",
                "２026-01-31"
            })
    void refusesWhatIsNoDate(String text) {
        assertThat(TemporalText.parseDate(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31T12:00:00Z, 2026-01-31T12:00:00Z",
        "2026-01-31t12:00:00z, 2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00+01:00, 2026-01-31T11:00:00Z",
        "2026-01-31T00:30:00+01:00, 2026-01-30T23:30:00Z",
        "2026-01-31T12:00:00-23:59, 2026-02-01T11:59:00Z",
        "2026-01-31T12:00:00.5Z, 2026-01-31T12:00:00.500000Z",
        "2026-01-31T12:00:00.000000Z, 2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00.000001Z, 2026-01-31T12:00:00.000001Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999999Z",
        "1969-12-31T23:59:59.999999Z, 1969-12-31T23:59:59.999999Z"
    })
    void readsInstantsAndWritesThemInUtc(String text, String utc) {
        Instant instant = TemporalText.parseInstant(text).orElseThrow();

        assertThat(TemporalText.format(instant)).isEqualTo(utc);
        assertThat(TemporalText.parseInstant(utc)).contains(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-01-31",
                "2026-01-31T12:00:00",
                "2026-01-31 12:00:00Z",
                "2026-01-31T12:00Z",
                "2026-01-31T24:00:00Z",
                "2026-01-31T12:60:00Z",
                "2026-01-31T23:59:60Z",
                "2026-01-31T12:00:00.Z",
                "2026-01-31T12:00:00.1234567Z",
                "2026-01-31T12:00:00+1:00",
                "2026-01-31T12:00:00+0100",
                "2026-01-31T12:00:00+24:00",
                "2026-01-31T12:00:00+01:60",
                "2026-01-31T12:00:00ZZ",
                "2026-01-31T12:00:00Z ",
                "0001-01-01T00:00:00+00:01",
                "9999-12-31T23:59:59-00:01",
                "2026-01-31T12:00:00+",
                "2026-02-30T12:00:00Z"
            })
    void refusesWhatIsNoInstant(String text) {
        assertThat(TemporalText.parseInstant(text)).isEmpty();
    }

    @Test
    void readsLocalDateTimesWithoutAnOffsetOnly() {
        assertThat(TemporalText.parseLocalDateTime("2026-01-31T12:00:00.25"))
                .contains(LocalDateTime.of(2026, 1, 31, 12, 0, 0, 250_000_000));
        assertThat(TemporalText.parseLocalDateTime("2026-01-31T12:00:00Z")).isEmpty();
        assertThat(TemporalText.parseLocalDateTime("2026-01-31")).isEmpty();
        assertThat(TemporalText.parseLocalDateTime("2026-01-31T12:00:00.")).isEmpty();
    }

    @Test
    void writesLocalDateTimesWithSixDigitsOrNone() {
        LocalDateTime noon = LocalDateTime.of(2026, 1, 31, 12, 0);

        assertThat(TemporalText.format(noon)).isEqualTo("2026-01-31T12:00:00");
        assertThat(TemporalText.format(noon.plusNanos(250_000_000)))
                .isEqualTo("2026-01-31T12:00:00.250000");
        assertThat(TemporalText.format(noon.plusNanos(999))).isEqualTo("2026-01-31T12:00:00");
    }
}
