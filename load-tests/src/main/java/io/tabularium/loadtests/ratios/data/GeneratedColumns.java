package io.tabularium.loadtests.ratios.data;

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

/** Factory methods for the columns of each {@link DataKind}. */
final class GeneratedColumns {

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

    private GeneratedColumns() {}

    /** Integers from 0 to {@code count - 1}. */
    static GeneratedColumn code(String name, int count) {
        return new GeneratedColumn(
                name,
                ColumnType.INTEGER,
                (row, random) -> GeneratedValue.literal(Integer.toString(random.nextInt(count))));
    }

    /** Local date-times: row n has hour n after the start of 1900. */
    static GeneratedColumn period(String name) {
        return new GeneratedColumn(
                name,
                ColumnType.LOCAL_DATE_TIME,
                (row, random) -> GeneratedValue.plain(FIRST_PERIOD.plusHours(row) + ":00"));
    }

    /** Short texts without a character that JSON or CSV escapes. */
    static GeneratedColumn label(String name) {
        return new GeneratedColumn(
                name,
                ColumnType.TEXT,
                (row, random) -> GeneratedValue.plain(name + " " + random.nextInt(10_000)));
    }

    /** Texts with quotes, backslashes, line feeds, umlauts and emoji. */
    static GeneratedColumn prose(String name, int words) {
        return new GeneratedColumn(
                name, ColumnType.TEXT, (row, random) -> GeneratedValue.text(words(words, random)));
    }

    /** Texts as in {@link #prose}; JSON escapes each character beyond ASCII. */
    static GeneratedColumn asciiProse(String name, int words) {
        return new GeneratedColumn(
                name,
                ColumnType.TEXT,
                (row, random) -> GeneratedValue.asciiText(words(words, random)));
    }

    private static String words(int count, RandomGenerator random) {
        StringBuilder text = new StringBuilder(10 * count);
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return text.toString();
    }

    /** Doubles that need 15 to 17 digits. */
    static GeneratedColumn longDouble(String name) {
        return new GeneratedColumn(
                name,
                ColumnType.DOUBLE,
                (row, random) ->
                        GeneratedValue.literal(Double.toString(random.nextDouble() * 1000)));
    }

    /** Doubles of every magnitude from 1e-300 to 1e300, with exponents. */
    static GeneratedColumn wideDouble(String name) {
        return new GeneratedColumn(
                name,
                ColumnType.DOUBLE,
                (row, random) ->
                        GeneratedValue.literal(
                                (1 + 9 * random.nextDouble()) + "e" + random.nextInt(-300, 300)));
    }

    /** Integers of up to 63 bits. */
    static GeneratedColumn largeInteger(String name) {
        return new GeneratedColumn(
                name,
                ColumnType.INTEGER,
                (row, random) -> GeneratedValue.literal(Long.toString(random.nextLong())));
    }

    /** Decimals with up to four digits after the decimal point. */
    static GeneratedColumn decimal(String name) {
        return new GeneratedColumn(
                name,
                ColumnType.DECIMAL,
                (row, random) ->
                        GeneratedValue.literal(
                                BigDecimal.valueOf(random.nextLong(99_999_999_999_999L), 4)
                                        .toPlainString()));
    }

    /** Dates from 1950 to 2031. */
    static GeneratedColumn day(String name) {
        return new GeneratedColumn(
                name,
                ColumnType.DATE,
                (row, random) ->
                        GeneratedValue.plain(
                                FIRST_DAY.plusDays(random.nextInt(30_000)).toString()));
    }

    /** Instants with microseconds and an offset of whole or half hours. */
    static GeneratedColumn moment(String name) {
        return new GeneratedColumn(
                name,
                ColumnType.INSTANT,
                (row, random) -> GeneratedValue.plain(MOMENT.format(offsetMoment(random))));
    }

    private static OffsetDateTime offsetMoment(RandomGenerator random) {
        return FIRST_MOMENT
                .plus(random.nextLong(1_000_000_000_000_000L), ChronoUnit.MICROS)
                .atOffset(ZoneOffset.ofTotalSeconds(1_800 * random.nextInt(-20, 20)));
    }

    static GeneratedColumn uuid(String name) {
        return new GeneratedColumn(
                name,
                ColumnType.UUID,
                (row, random) ->
                        GeneratedValue.plain(
                                new UUID(random.nextLong(), random.nextLong()).toString()));
    }

    static GeneratedColumn truth(String name) {
        return new GeneratedColumn(
                name,
                ColumnType.BOOLEAN,
                (row, random) -> GeneratedValue.literal(Boolean.toString(random.nextBoolean())));
    }

    /** Objects that contain a text, a number, a nested object and an array. */
    static GeneratedColumn object(String name) {
        return new GeneratedColumn(
                name,
                ColumnType.OBJECT,
                (row, random) ->
                        GeneratedValue.nested(
                                "{\"name\":%s,\"depth\":%s,\"position\":{\"x\":%d,\"y\":%d},\"tags\":[\"a\",%d,null]}"
                                        .formatted(
                                                GeneratedValue.text(words(2, random)).json(),
                                                random.nextDouble(),
                                                random.nextInt(1000),
                                                random.nextInt(1000),
                                                row)));
    }

    /** Arrays of three numbers. */
    static GeneratedColumn array(String name) {
        return new GeneratedColumn(
                name,
                ColumnType.ARRAY,
                (row, random) ->
                        GeneratedValue.nested(
                                "[%d,%d,%.2f]"
                                        .formatted(row, random.nextInt(10), random.nextFloat())));
    }

    /** The given column; a third of its values is null, another third absent. */
    static GeneratedColumn sparse(GeneratedColumn column) {
        return new GeneratedColumn(
                column.name(),
                column.type(),
                (row, random) ->
                        switch (random.nextInt(3)) {
                            case 0 -> GeneratedValue.NULL;
                            case 1 -> GeneratedValue.ABSENT;
                            default -> column.generator().generate(row, random);
                        });
    }

    /** Sixty columns of scalar types. */
    static List<GeneratedColumn> sixty() {
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
