package io.tabularium.domain.schema.format;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Dates and times as text (RFC 3339 with the API's bounds): years 0001 to 9999, at most six digits
 * of a second, no leap seconds. Written by hand because these run once for each cell of a bulk
 * load, where a general formatter would cost more than the rest of the validation.
 */
public final class TemporalText {

    private static final int DATE_LENGTH = 10;
    private static final int SECONDS_LENGTH = 19;
    private static final int MAX_FRACTION_DIGITS = 6;

    /** An instant with microseconds. */
    private static final int LONGEST = SECONDS_LENGTH + 1 + MAX_FRACTION_DIGITS + 1;

    /** The years 1 to 9999. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant BEHIND_LAST = Instant.parse("+10000-01-01T00:00:00Z");

    private TemporalText() {}

    /** {@code YYYY-MM-DD}. */
    public static Optional<LocalDate> parseDate(String text) {
        return text.length() == DATE_LENGTH ? dateAt(text) : Optional.empty();
    }

    /** {@code YYYY-MM-DDThh:mm:ss[.ffffff]}, without an offset. */
    public static Optional<LocalDateTime> parseLocalDateTime(String text) {
        int end = endOfTime(text);
        return end == text.length() ? timeUpTo(text, end) : Optional.empty();
    }

    /** {@code YYYY-MM-DDThh:mm:ss[.ffffff]} followed by {@code Z} or {@code ±hh:mm}. */
    public static Optional<Instant> parseInstant(String text) {
        int end = endOfTime(text);
        if (end < 0 || end == text.length()) {
            return Optional.empty();
        }
        Optional<Integer> offset = offsetAt(text, end);
        if (offset.isEmpty()) {
            return Optional.empty();
        }
        return timeUpTo(text, end)
                .map(local -> local.toInstant(ZoneOffset.UTC).minusSeconds(offset.get()))
                .filter(instant -> !instant.isBefore(FIRST) && instant.isBefore(BEHIND_LAST));
    }

    /** The only form in which the API writes an instant. */
    public static String format(Instant instant) {
        LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        if (isBeyond(time.getYear())) {
            return instant.toString();
        }
        byte[] text = new byte[LONGEST];
        int end = write(text, time);
        text[end] = 'Z';
        return text(text, end + 1);
    }

    /** The only form in which the API writes a local date-time; finer than microseconds is cut. */
    public static String format(LocalDateTime time) {
        if (isBeyond(time.getYear())) {
            return time.toString();
        }
        byte[] text = new byte[LONGEST];
        return text(text, write(text, time));
    }

    /** The only form in which the API writes a date. */
    public static String format(LocalDate date) {
        if (isBeyond(date.getYear())) {
            return date.toString();
        }
        byte[] text = new byte[DATE_LENGTH];
        write(text, date);
        return text(text, DATE_LENGTH);
    }

    /** The API takes no such year; other software that writes to the database may. */
    private static boolean isBeyond(int year) {
        return year < 0 || year > 9_999;
    }

    /** Returns where the text ends. */
    private static int write(byte[] text, LocalDateTime time) {
        write(text, time.toLocalDate());
        text[10] = 'T';
        writeTwo(text, 11, time.getHour());
        text[13] = ':';
        writeTwo(text, 14, time.getMinute());
        text[16] = ':';
        writeTwo(text, 17, time.getSecond());
        int micros = time.getNano() / 1_000;
        if (micros == 0) {
            return SECONDS_LENGTH;
        }
        text[SECONDS_LENGTH] = '.';
        writeTwo(text, SECONDS_LENGTH + 1, micros / 10_000);
        writeTwo(text, SECONDS_LENGTH + 3, micros / 100 % 100);
        writeTwo(text, SECONDS_LENGTH + 5, micros % 100);
        return SECONDS_LENGTH + 1 + MAX_FRACTION_DIGITS;
    }

    private static void write(byte[] text, LocalDate date) {
        writeTwo(text, 0, date.getYear() / 100);
        writeTwo(text, 2, date.getYear() % 100);
        text[4] = '-';
        writeTwo(text, 5, date.getMonthValue());
        text[7] = '-';
        writeTwo(text, 8, date.getDayOfMonth());
    }

    /** Writes a number below 100. */
    private static void writeTwo(byte[] text, int at, int number) {
        text[at] = (byte) ('0' + number / 10);
        text[at + 1] = (byte) ('0' + number % 10);
    }

    private static String text(byte[] ascii, int end) {
        return new String(ascii, 0, end, StandardCharsets.ISO_8859_1);
    }

    /** Where the time ends and an offset may begin; -1 where there is no time. */
    private static int endOfTime(String text) {
        if (text.length() < SECONDS_LENGTH) {
            return -1;
        }
        if (text.length() == SECONDS_LENGTH || text.charAt(SECONDS_LENGTH) != '.') {
            return SECONDS_LENGTH;
        }
        int end = SECONDS_LENGTH + 1;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        int digits = end - SECONDS_LENGTH - 1;
        return digits >= 1 && digits <= MAX_FRACTION_DIGITS ? end : -1;
    }

    private static Optional<LocalDateTime> timeUpTo(String text, int end) {
        char separator = text.charAt(DATE_LENGTH);
        if ((separator != 'T' && separator != 't')
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return Optional.empty();
        }
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return Optional.empty();
        }
        int nanos = nanosBetween(text, end);
        return dateAt(text).map(date -> date.atTime(hour, minute, second, nanos));
    }

    private static int nanosBetween(String text, int end) {
        if (end == SECONDS_LENGTH) {
            return 0;
        }
        int nanos = number(text, SECONDS_LENGTH + 1, end);
        for (int digits = end - SECONDS_LENGTH - 1; digits < 9; digits++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static Optional<Integer> offsetAt(String text, int start) {
        char sign = text.charAt(start);
        if (sign == 'Z' || sign == 'z') {
            return start + 1 == text.length() ? Optional.of(0) : Optional.empty();
        }
        if ((sign != '+' && sign != '-')
                || text.length() != start + 6
                || text.charAt(start + 3) != ':') {
            return Optional.empty();
        }
        int hours = number(text, start + 1, start + 3);
        int minutes = number(text, start + 4, start + 6);
        if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
            return Optional.empty();
        }
        int seconds = (hours * 60 + minutes) * 60;
        return Optional.of(sign == '-' ? -seconds : seconds);
    }

    private static Optional<LocalDate> dateAt(String text) {
        if (text.charAt(4) != '-' || text.charAt(7) != '-') {
            return Optional.empty();
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        if (year < 1 || month < 1 || month > 12 || day < 1) {
            return Optional.empty();
        }
        return day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth()
                ? Optional.of(LocalDate.of(year, month, day))
                : Optional.empty();
    }

    /** The decimal number in a range of the text, or -1 where another character stands. */
    private static int number(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!isDigit(c)) {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
