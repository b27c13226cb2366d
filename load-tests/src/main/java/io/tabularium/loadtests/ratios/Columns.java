package io.tabularium.loadtests.ratios;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** The columns of which {@link DataKind} makes its tables. */
final class Columns {

    private static final LocalDateTime FIRST_PERIOD = LocalDateTime.of(1900, 1, 1, 0, 0);
    private static final LocalDate FIRST_DAY = LocalDate.of(1950, 1, 1);
    private static final LocalDateTime FIRST_MOMENT = LocalDateTime.of(1990, 1, 1, 0, 0);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSxxx");
    private static final List<String> WORDS =
            List.of(
                    "pump",
                    "valve",
                    "Förderung",
                    "sonde",
                    "12\" casing",
                    "C:\\data\\well",
                    "😀",
                    "a\nb",
                    "tab\there",
                    "日本",
                    "gas lift",
                    "\"shut in\"",
                    "no change",
                    "🛢️ oil");

    private Columns() {}

    /** Whole numbers from 0, one less than the count at most. */
    static Column code(String name, int count) {
        return new Column(
                name,
                ColumnType.INTEGER,
                (row, random) -> Value.literal(Integer.toString(random.nextInt(count))));
    }

    /** Another hour for each row. */
    static Column period(String name) {
        return new Column(
                name,
                ColumnType.LOCAL_DATE_TIME,
                (row, random) -> Value.plain(FIRST_PERIOD.plusHours(row) + ":00"));
    }

    /** Short texts that no format escapes. */
    static Column label(String name) {
        return new Column(
                name,
                ColumnType.TEXT,
                (row, random) -> Value.plain(name + " " + random.nextInt(10_000)));
    }

    /** Texts of some words with quotes, backslashes, line feeds, umlauts and emoji. */
    static Column prose(String name, int words) {
        return new Column(name, ColumnType.TEXT, (row, random) -> Value.text(words(words, random)));
    }

    /** The same, with JSON escapes for everything beyond ASCII. */
    static Column asciiProse(String name, int words) {
        return new Column(
                name, ColumnType.TEXT, (row, random) -> Value.asciiText(words(words, random)));
    }

    private static String words(int count, RandomGenerator random) {
        StringBuilder text = new StringBuilder(10 * count);
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return text.toString();
    }

    /** Doubles that need 15 to 17 digits. */
    static Column longDouble(String name) {
        return new Column(
                name,
                ColumnType.DOUBLE,
                (row, random) -> Value.literal(Double.toString(random.nextDouble() * 1000)));
    }

    /** Doubles of every magnitude from 1e-300 to 1e300, with exponents. */
    static Column wideDouble(String name) {
        return new Column(
                name,
                ColumnType.DOUBLE,
                (row, random) ->
                        Value.literal(
                                (1 + 9 * random.nextDouble()) + "e" + random.nextInt(-300, 300)));
    }

    /** Integers of up to 63 bits. */
    static Column largeInteger(String name) {
        return new Column(
                name,
                ColumnType.INTEGER,
                (row, random) -> Value.literal(Long.toString(random.nextLong())));
    }

    /** Decimals with up to four digits behind the point. */
    static Column decimal(String name) {
        return new Column(
                name,
                ColumnType.DECIMAL,
                (row, random) ->
                        Value.literal(
                                BigDecimal.valueOf(random.nextLong(99_999_999_999_999L), 4)
                                        .toPlainString()));
    }

    /** Dates from 1950 to 2031. */
    static Column day(String name) {
        return new Column(
                name,
                ColumnType.DATE,
                (row, random) ->
                        Value.plain(FIRST_DAY.plusDays(random.nextInt(30_000)).toString()));
    }

    /** Instants with microseconds and offsets of whole and half hours. */
    static Column moment(String name) {
        return new Column(
                name,
                ColumnType.INSTANT,
                (row, random) -> Value.plain(MOMENT.format(offsetMoment(random))));
    }

    private static OffsetDateTime offsetMoment(RandomGenerator random) {
        return FIRST_MOMENT
                .plus(random.nextLong(1_000_000_000_000_000L), ChronoUnit.MICROS)
                .atOffset(ZoneOffset.ofTotalSeconds(1_800 * random.nextInt(-20, 20)));
    }

    static Column uuid(String name) {
        return new Column(
                name,
                ColumnType.UUID,
                (row, random) ->
                        Value.plain(new UUID(random.nextLong(), random.nextLong()).toString()));
    }

    static Column truth(String name) {
        return new Column(
                name,
                ColumnType.BOOLEAN,
                (row, random) -> Value.literal(Boolean.toString(random.nextBoolean())));
    }

    /** Objects with texts, numbers, a nested object and an array in them. */
    static Column object(String name) {
        return new Column(
                name,
                ColumnType.OBJECT,
                (row, random) ->
                        Value.nested(
                                "{\"name\":%s,\"depth\":%s,\"position\":{\"x\":%d,\"y\":%d},\"tags\":[\"a\",%d,null]}"
                                        .formatted(
                                                Value.text(words(2, random)).json(),
                                                random.nextDouble(),
                                                random.nextInt(1000),
                                                random.nextInt(1000),
                                                row)));
    }

    /** Arrays of three numbers. */
    static Column array(String name) {
        return new Column(
                name,
                ColumnType.ARRAY,
                (row, random) ->
                        Value.nested(
                                "[%d,%d,%.2f]"
                                        .formatted(row, random.nextInt(10), random.nextFloat())));
    }

    /** The column with one of three values null, and another of three absent. */
    static Column sparse(Column column) {
        return new Column(
                column.name(),
                column.type(),
                (row, random) ->
                        switch (random.nextInt(3)) {
                            case 0 -> Value.NULL;
                            case 1 -> Value.ABSENT;
                            default -> column.values().of(row, random);
                        });
    }

    /** Sixty columns of the scalar types. */
    static List<Column> sixty() {
        return IntStream.range(0, 10)
                .mapToObj(
                        i ->
                                List.of(
                                        label("label" + i),
                                        code("code" + i, 1_000),
                                        longDouble("double" + i),
                                        truth("truth" + i),
                                        day("day" + i),
                                        decimal("decimal" + i)))
                .flatMap(List::stream)
                .toList();
    }
}
