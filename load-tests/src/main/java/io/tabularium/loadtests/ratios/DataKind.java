package io.tabularium.loadtests.ratios;

import static io.tabularium.loadtests.ratios.Columns.array;
import static io.tabularium.loadtests.ratios.Columns.asciiProse;
import static io.tabularium.loadtests.ratios.Columns.code;
import static io.tabularium.loadtests.ratios.Columns.day;
import static io.tabularium.loadtests.ratios.Columns.decimal;
import static io.tabularium.loadtests.ratios.Columns.label;
import static io.tabularium.loadtests.ratios.Columns.largeInteger;
import static io.tabularium.loadtests.ratios.Columns.longDouble;
import static io.tabularium.loadtests.ratios.Columns.moment;
import static io.tabularium.loadtests.ratios.Columns.object;
import static io.tabularium.loadtests.ratios.Columns.period;
import static io.tabularium.loadtests.ratios.Columns.prose;
import static io.tabularium.loadtests.ratios.Columns.sixty;
import static io.tabularium.loadtests.ratios.Columns.sparse;
import static io.tabularium.loadtests.ratios.Columns.truth;
import static io.tabularium.loadtests.ratios.Columns.uuid;
import static io.tabularium.loadtests.ratios.Columns.wideDouble;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The kinds of data on which loads and streams are measured, each in a table of its own. */
enum DataKind {
    /** Escapes, emoji, line feeds, letters beyond ASCII. */
    TEXTS(
            2,
            List.of(
                    code("number", 1_000_000),
                    label("title"),
                    prose("remark", 3),
                    prose("report", 12),
                    asciiProse("translation", 4))),
    /** Doubles of 17 digits, decimals, integers beyond 2^53. */
    NUMBERS(
            2,
            List.of(
                    longDouble("a"),
                    longDouble("b"),
                    longDouble("c"),
                    longDouble("d"),
                    longDouble("e"),
                    longDouble("f"),
                    longDouble("g"),
                    wideDouble("h"),
                    largeInteger("large"),
                    decimal("price"))),
    /** Nulls and absent keys. */
    SPARSE(
            1,
            List.of(
                    code("number", 1_000_000),
                    sparse(label("title")),
                    sparse(prose("remark", 2)),
                    sparse(longDouble("depth")),
                    sparse(decimal("price")),
                    sparse(day("since")),
                    sparse(truth("active")),
                    sparse(moment("seen")),
                    sparse(uuid("source")))),
    /** Objects and arrays. */
    NESTED(
            3,
            List.of(
                    code("number", 1_000_000),
                    label("title"),
                    object("details"),
                    array("samples"))),
    /** Dates, instants with offsets, UUIDs. */
    TIMES(
            2,
            List.of(
                    uuid("source"),
                    uuid("target"),
                    day("begun"),
                    day("ended"),
                    moment("seen"),
                    moment("changed"),
                    period("period"))),
    /** Rows of three columns. */
    NARROW(1, List.of(code("number", 1_000_000), label("title"), truth("active"))),
    /** Rows of sixty columns. */
    WIDE(10, sixty()),
    /** Wells with a quote in one text and doubles of 17 digits. */
    WELLS(1, wells()),
    /** The same with a unique key, whose values are scattered over the input. */
    KEYED_SCATTERED(1, wells(), true, true),
    /** The same with a unique key, whose values are in order in the input. */
    KEYED_ORDERED(1, wells(), true, false);

    private static final List<String> KEY = List.of("field_code", "well_code", "production_period");

    private final int share;
    private final List<Column> columns;
    private final boolean keyed;
    private final boolean scattered;

    DataKind(int share, List<Column> columns) {
        this(share, columns, false, false);
    }

    DataKind(int share, List<Column> columns, boolean keyed, boolean scattered) {
        this.share = share;
        this.columns = columns;
        this.keyed = keyed;
        this.scattered = scattered;
    }

    private static List<Column> wells() {
        return List.of(
                code("field_code", 100),
                label("field_name"),
                code("well_code", 100),
                label("well_reference"),
                prose("well_name", 1),
                period("production_period"),
                code("days_on_production", 31),
                longDouble("oil_production_kbd"),
                longDouble("gas_production_mmcfd"),
                longDouble("liquids_production_kbd"),
                longDouble("water_production_kbd"),
                label("data_source"),
                label("source_data"),
                label("partition_0"));
    }

    /** What selects it. */
    String path() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Its number of rows, where others have {@code most}. */
    int rows(int most) {
        return Math.max(1, most / share);
    }

    List<Column> columns() {
        return columns;
    }

    boolean isKeyed() {
        return keyed;
    }

    /** Whether the rows come in a random order. */
    boolean isScattered() {
        return scattered;
    }

    /** The schema file of the service. */
    String schemaFile() {
        String properties =
                columns.stream()
                        .map(column -> '"' + column.name() + "\":" + column.type().schema())
                        .collect(Collectors.joining(",\n"));
        String key =
                KEY.stream()
                        .map(name -> '"' + name + '"')
                        .collect(Collectors.joining(",", "[", "]"));
        return """
               {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object",
               "additionalProperties":false,%s
               "properties":{
               %s}}
               """
                .formatted(
                        keyed ? "\"x-unique\":[%1$s],\"required\":%1$s,".formatted(key) : "",
                        properties);
    }

    /** The columns with the types that the engine alone gives them. */
    List<String> engineColumns() {
        return columns.stream()
                .map(column -> column.name() + " " + column.type().engineType())
                .toList();
    }
}
