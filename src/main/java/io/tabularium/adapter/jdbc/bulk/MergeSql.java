package io.tabularium.adapter.jdbc.bulk;

import static java.util.stream.Collectors.joining;

import io.tabularium.adapter.jdbc.Identifiers;
import io.tabularium.adapter.jdbc.QuotedTable;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.SystemColumn;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.UniqueKey;

import java.util.List;
import java.util.Set;

/**
 * The statements that merge the staged rows of a bulk load into the table, as text; the tables are
 * those of {@link StageSql}. Immutable.
 */
final class MergeSql {

    private static final String SEQUENCE = Identifiers.quoted(SystemColumn.SEQUENCE);
    private static final String ID = Identifiers.quoted(SystemColumn.ID);
    private static final String VERSION = Identifiers.quoted(SystemColumn.VERSION);
    private static final String UPDATED_AT = Identifiers.quoted(SystemColumn.UPDATED_AT);

    private final QuotedTable table;

    MergeSql(RecordTable recordTable) {
        this.table = new QuotedTable(recordTable);
    }

    /** Makes records of all rows. */
    String insertAll() {
        return """
               INSERT INTO %s (%s) SELECT %s FROM "$stage" AS stage
               """
                .formatted(table.name(), table.columns(), table.columns("stage"));
    }

    /** Every column of all rows, in their order. */
    String selectStaged() {
        return "SELECT %s FROM \"$stage\" AS stage ORDER BY stage.%s"
                .formatted(table.columns("stage"), SEQUENCE);
    }

    /** Makes records of the rows that are neither left out nor replace data. */
    String insert() {
        return """
               INSERT INTO %s (%s) SELECT %s FROM "$stage" AS stage WHERE %s AND %s
               """
                .formatted(
                        table.name(),
                        table.columns(),
                        table.columns("stage"),
                        StageSql.absentFrom("$left"),
                        StageSql.absentFrom("$target"));
    }

    /**
     * Replaces the data of every target that is not left out, once in all. The parameter of each
     * statement is the instant of the update.
     *
     * @param key by which the targets were found: its values are the same
     * @param indexed an update of an indexed column is a removal and an insertion in its index, so
     *     these are set only where one of them differs
     */
    List<String> update(UniqueKey key, Set<Property> indexed) {
        List<Property> others =
                table.schema().properties().stream()
                        .filter(property -> !key.properties().contains(property))
                        .toList();
        List<Property> unindexed =
                others.stream().filter(property -> !indexed.contains(property)).toList();
        if (unindexed.size() == others.size()) {
            return List.of(update(others, "true"));
        }
        String moves =
                others.stream()
                        .filter(indexed::contains)
                        .map(table::column)
                        .map("stored.%1$s IS DISTINCT FROM staged.%1$s"::formatted)
                        .collect(joining(" OR ", "(", ")"));
        // The other way round the second would find what the first has set, and set it again.
        return List.of(update(unindexed, "NOT " + moves), update(others, moves));
    }

    /** Every column of the records that were made or updated, in the order of their rows. */
    String selectWritten() {
        return """
               SELECT %s FROM %s AS stored
               JOIN (SELECT stage.%s AS "$row", coalesce(target."$record", stage.%s) AS "$record"
                     FROM "$stage" AS stage
                     LEFT JOIN "$target" AS target ON target."$row" = stage.%s
                     WHERE %s) AS written
               ON stored.%s = written."$record" ORDER BY written."$row"
               """
                .formatted(
                        table.columns("stored"),
                        table.name(),
                        SEQUENCE,
                        ID,
                        SEQUENCE,
                        StageSql.absentFrom("$left"),
                        ID);
    }

    private String update(List<Property> properties, String condition) {
        return """
               UPDATE %1$s AS stored SET %2$s = stored.%2$s + 1, %3$s = ?%4$s
               FROM (SELECT target."$record", stage.* FROM "$target" AS target
                     JOIN "$stage" AS stage ON stage.%5$s = target."$row"
                     WHERE %6$s) AS staged
               WHERE stored.%7$s = staged."$record" AND %8$s
               """
                .formatted(
                        table.name(),
                        VERSION,
                        UPDATED_AT,
                        table.furtherAssignments(properties, "staged"),
                        SEQUENCE,
                        StageSql.absentFrom("$left"),
                        ID,
                        condition);
    }
}
