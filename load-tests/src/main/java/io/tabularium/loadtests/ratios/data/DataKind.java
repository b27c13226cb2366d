package io.tabularium.loadtests.ratios.data;

import static io.tabularium.loadtests.ratios.data.GeneratedColumns.array;
import static io.tabularium.loadtests.ratios.data.GeneratedColumns.asciiProse;
import static io.tabularium.loadtests.ratios.data.GeneratedColumns.code;
import static io.tabularium.loadtests.ratios.data.GeneratedColumns.day;
import static io.tabularium.loadtests.ratios.data.GeneratedColumns.decimal;
import static io.tabularium.loadtests.ratios.data.GeneratedColumns.label;
import static io.tabularium.loadtests.ratios.data.GeneratedColumns.largeInteger;
import static io.tabularium.loadtests.ratios.data.GeneratedColumns.longDouble;
import static io.tabularium.loadtests.ratios.data.GeneratedColumns.moment;
import static io.tabularium.loadtests.ratios.data.GeneratedColumns.object;
import static io.tabularium.loadtests.ratios.data.GeneratedColumns.period;
import static io.tabularium.loadtests.ratios.data.GeneratedColumns.prose;
import static io.tabularium.loadtests.ratios.data.GeneratedColumns.sixty;
import static io.tabularium.loadtests.ratios.data.GeneratedColumns.sparse;
import static io.tabularium.loadtests.ratios.data.GeneratedColumns.truth;
import static io.tabularium.loadtests.ratios.data.GeneratedColumns.uuid;
import static io.tabularium.loadtests.ratios.data.GeneratedColumns.wideDouble;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The kinds of data whose loads and streams are measured. Each kind has its own tables. */
public enum DataKind {
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
    /** Wells with a unique key; the rows come in a random order. */
    KEYED_SCATTERED(1, wells(), true, true),
    /** Wells with a unique key; the rows come in the order of the key's period. */
    KEYED_ORDERED(1, wells(), true, false);

    private static final List<String> KEY = List.of("field_code", "well_code", "production_period");

    private final int share;
    private final List<GeneratedColumn> columns;
    private final boolean keyed;
    private final boolean scattered;

    DataKind(int share, List<GeneratedColumn> columns) {
        this(share, columns, false, false);
    }

    DataKind(int share, List<GeneratedColumn> columns, boolean keyed, boolean scattered) {
        this.share = share;
        this.columns = columns;
        this.keyed = keyed;
        this.scattered = scattered;
    }

    private static List<GeneratedColumn> wells() {
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

    /** Name on the command line, for example {@code keyed-ordered}. */
    public String path() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Number of rows of this kind.
     *
     * @param most rows of a kind with the full share
     */
    public int rows(int most) {
        return Math.max(1, most / share);
    }

    List<GeneratedColumn> columns() {
        return columns;
    }

    public boolean isKeyed() {
        return keyed;
    }

    /** Whether the rows are written in a random order. */
    boolean isScattered() {
        return scattered;
    }

    /** The JSON Schema that declares the table to the service. */
    public String schemaFile() {
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

    /** Names and SQL types of the columns, for a table in DuckDB. */
    public List<String> engineColumns() {
        return columns.stream()
                .map(column -> column.name() + " " + column.type().engineType())
                .toList();
    }
}
