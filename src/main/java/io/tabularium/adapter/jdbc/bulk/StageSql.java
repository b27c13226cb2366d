package io.tabularium.adapter.jdbc.bulk;

import static java.util.stream.Collectors.joining;

import io.tabularium.adapter.jdbc.Identifiers;
import io.tabularium.adapter.jdbc.QuotedTable;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.SystemColumn;
import io.tabularium.domain.schema.UniqueKey;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The statements that hold the rows of a bulk load against each other and against the records of
 * the table, as text. The tables that they fill are temporary and private to a connection; a sign
 * that no property's name has keeps names apart:
 *
 * <ul>
 *   <li>{@code $stage}: the rows, with the table's columns, {@code $index} and {@code $line};
 *   <li>{@code $shared}: the rows that share a key with other rows; for each key the number of the
 *       group that shares it, from 0, or null;
 *   <li>{@code $target}: which row is to replace the data of which record;
 *   <li>{@code $held}: the rows of which a record holds a key, and the number of that key;
 *   <li>{@code $left}: the rows that are left out, and the number of the key because of which they
 *       are, or {@link #SUPERSEDED}.
 * </ul>
 *
 * <p>Rows are named by their place in the order of creation. Temporary tables are joined to each
 * other in subqueries, and these to the table of records: a cluster joins no table of its
 * coordinator directly to one of its nodes. Immutable.
 */
public final class StageSql {

    public static final String STAGE = "$stage";
    public static final String LEFT_OUT = "$left";

    /** Why a row is left out where a later one with the same key stands. */
    static final int SUPERSEDED = -1;

    /** Results are held in memory, so long ones are fetched in pages. */
    static final int ROWS_PER_PAGE = 100_000;

    private static final String SEQUENCE = Identifiers.quoted(SystemColumn.SEQUENCE);
    private static final String ID = Identifiers.quoted(SystemColumn.ID);

    private final QuotedTable table;

    StageSql(RecordTable recordTable) {
        this.table = new QuotedTable(recordTable);
    }

    /** Makes the tables, all but {@code $shared}. */
    List<String> createTables() {
        return List.of(
                table.createStage(STAGE, "0::BIGINT AS \"$index\"", "0::BIGINT AS \"$line\""),
                """
                CREATE TEMP TABLE "$target" ("$row" BIGINT, "$record" UUID)
                """,
                """
                CREATE TEMP TABLE "$held" ("$row" BIGINT, "$key" INTEGER)
                """,
                """
                CREATE TEMP TABLE "$left" ("$row" BIGINT, "$key" INTEGER)
                """);
    }

    /** Leaves out every row that is followed by one with the same key. */
    String supersede(UniqueKey key) {
        return """
               INSERT INTO "$left" SELECT stage.%1$s, %2$d FROM "$stage" AS stage
               JOIN (SELECT %3$s, max(%1$s) AS "$last" FROM "$stage" AS stage
                     GROUP BY %3$s HAVING count(*) > 1) AS several
               ON %4$s AND stage.%1$s < several."$last"
               """
                .formatted(
                        SEQUENCE,
                        SUPERSEDED,
                        table.columns(key),
                        table.sameKey("stage", "several", key));
    }

    /** Makes {@code $shared}: the rows, not left out, that share one of the keys with others. */
    String share(List<UniqueKey> keys) {
        return """
               CREATE TEMP TABLE "$shared" AS
               SELECT stage.%s AS "$row", %s FROM "$stage" AS stage %s WHERE (%s) AND %s
               """
                .formatted(
                        SEQUENCE,
                        forEach(keys, "group%1$d.\"$group\" AS group%1$d").collect(joining(", ")),
                        IntStream.range(0, keys.size())
                                .mapToObj(number -> joinGroup(number, keys.get(number)))
                                .collect(joining(" ")),
                        forEach(keys, "group%1$d.\"$group\" IS NOT NULL").collect(joining(" OR ")),
                        absentFrom("$left"));
    }

    /** Finds the records that have the same key as a row. */
    String target(UniqueKey key) {
        return """
               INSERT INTO "$target" SELECT staged.%1$s, stored.%2$s
               FROM (SELECT stage.%1$s, %3$s FROM "$stage" AS stage WHERE %4$s) AS staged
               JOIN %5$s AS stored ON %6$s
               """
                .formatted(
                        SEQUENCE,
                        ID,
                        table.columns(key),
                        absentFrom("$left"),
                        table.name(),
                        table.sameKey("stored", "staged", key));
    }

    /**
     * Finds the rows of which this key is held by a record other than their target, and no key that
     * was asked for before.
     */
    String hold(UniqueKey key, int number) {
        return """
               INSERT INTO "$held" SELECT staged.%1$s, %2$d
               FROM (SELECT stage.%1$s, %3$s, target."$record" FROM "$stage" AS stage
                     LEFT JOIN "$target" AS target ON target."$row" = stage.%1$s
                     WHERE %4$s AND %5$s) AS staged
               JOIN %6$s AS stored ON %7$s AND stored.%8$s IS DISTINCT FROM staged."$record"
               """
                .formatted(
                        SEQUENCE,
                        number,
                        table.columns(key),
                        absentFrom("$left"),
                        absentFrom("$held"),
                        table.name(),
                        table.sameKey("stored", "staged", key),
                        ID);
    }

    /**
     * A page of {@code $shared} in the order of the input, behind the row that is the parameter:
     * row, number of the held key or null, group or null for each key.
     *
     * @param keys their number
     */
    static String selectShared(int keys) {
        return """
               SELECT shared."$row", held."$key", %s
               FROM "$shared" AS shared LEFT JOIN "$held" AS held ON held."$row" = shared."$row"
               WHERE shared."$row" > ? ORDER BY shared."$row" LIMIT %d
               """
                .formatted(
                        IntStream.range(0, keys)
                                .mapToObj("shared.group%d"::formatted)
                                .collect(joining(", ")),
                        ROWS_PER_PAGE);
    }

    /** Leaves out the rows of which a key is held and none is shared. */
    static String leaveOutHeld() {
        return """
               INSERT INTO "$left" SELECT * FROM "$held" AS held WHERE NOT EXISTS
               (SELECT 1 FROM "$shared" AS shared WHERE shared."$row" = held."$row")
               """;
    }

    /** The number of staged rows, and of those that are to replace data. */
    static String countRows() {
        return """
               SELECT (SELECT count(*) FROM "$stage"),
               (SELECT count(*) FROM "$target" AS target WHERE NOT EXISTS
               (SELECT 1 FROM "$left" AS gone WHERE gone."$row" = target."$row"))
               """;
    }

    /** The number of rows that are left out, for each reason. */
    static String countLeftOut() {
        return """
               SELECT "$key", count(*) FROM "$left" GROUP BY "$key"
               """;
    }

    /**
     * The first of the rows that are left out because of a key, from a key on, in the order of the
     * input: key, index, line.
     */
    static String selectLeftOut(int firstKey, int limit) {
        return """
               SELECT gone."$key", stage."$index", stage."$line" FROM "$left" AS gone
               JOIN "$stage" AS stage ON stage.%s = gone."$row"
               WHERE gone."$key" >= %d ORDER BY gone."$row" LIMIT %d
               """
                .formatted(SEQUENCE, firstKey, limit);
    }

    /** That the row of {@code stage} is not in a table of rows. */
    static String absentFrom(String rows) {
        return "NOT EXISTS (SELECT 1 FROM \"%s\" AS gone WHERE gone.\"$row\" = stage.%s)"
                .formatted(rows, SEQUENCE);
    }

    private String joinGroup(int number, UniqueKey key) {
        return """
               LEFT JOIN (SELECT *, row_number() OVER () - 1 AS "$group" FROM
                   (SELECT %1$s FROM "$stage" AS stage WHERE %2$s
                    GROUP BY %1$s HAVING count(*) > 1)) AS group%3$d
               ON %4$s
               """
                .formatted(
                        table.columns(key),
                        absentFrom("$left"),
                        number,
                        table.sameKey("stage", "group" + number, key));
    }

    private static Stream<String> forEach(List<UniqueKey> keys, String template) {
        return IntStream.range(0, keys.size()).mapToObj(template::formatted);
    }
}
