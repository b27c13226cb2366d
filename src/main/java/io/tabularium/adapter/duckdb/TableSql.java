package io.tabularium.adapter.duckdb;

import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.SystemColumn;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.SchemaName;
import io.tabularium.domain.schema.UniqueKey;

import java.util.Collection;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statements by which single writes change the table of one schema, as text. Rows that are to
 * be compared or merged stand in a stage: a temporary table with the same columns, private to its
 * connection. Immutable.
 */
final class TableSql {

    private final RecordTable recordTable;
    private final String table;
    private final String stage;

    TableSql(RecordTable recordTable) {
        this.recordTable = recordTable;
        this.table = Identifiers.quoted(recordTable.table());
        this.stage = "temp.main." + Identifiers.quoted(stageName());
    }

    /** The last place in the order of creation; null where there is no record. */
    static String selectLastSequence(SchemaName schema) {
        return "SELECT max(%s) FROM %s"
                .formatted(
                        Identifiers.quoted(SystemColumn.SEQUENCE),
                        Identifiers.quoted(schema.value()));
    }

    /** The name of the stage; a {@code $} stands in no schema's name. */
    String stageName() {
        return recordTable.schema().name().value() + "$stage";
    }

    String createStage() {
        return "CREATE TEMP TABLE IF NOT EXISTS %s AS SELECT * FROM %s LIMIT 0"
                .formatted(Identifiers.quoted(stageName()), table);
    }

    String emptyStage() {
        return "DELETE FROM " + stage;
    }

    /** Every column of the records with one of so many identifiers. */
    String selectByIds(int ids) {
        String columns =
                recordTable.columns().stream()
                        .map(Identifiers::quoted)
                        .collect(Collectors.joining(", "));
        return "SELECT %s FROM %s AS stored WHERE %s"
                .formatted(columns, table, idIn("stored", ids));
    }

    /** Removes the records with one of so many identifiers. */
    String deleteByIds(int ids) {
        return "DELETE FROM %s AS stored WHERE %s".formatted(table, idIn("stored", ids));
    }

    /**
     * Gives the records in the stage their new versions and the new values of some properties. That
     * their identifiers are parameters too is for speed: the engine looks a list of them up in the
     * primary key, but would read the whole column for the join.
     */
    String updateFromStage(Collection<Property> properties, int ids) {
        String assignments =
                Stream.concat(
                                Stream.of(SystemColumn.VERSION, SystemColumn.UPDATED_AT)
                                        .map(recordTable::column),
                                properties.stream().map(recordTable::column))
                        .map(Identifiers::quoted)
                        .map(column -> column + " = stage." + column)
                        .collect(Collectors.joining(", "));
        String id = Identifiers.quoted(SystemColumn.ID);
        return "UPDATE %s AS stored SET %s FROM %s AS stage WHERE stored.%s = stage.%s AND %s"
                .formatted(table, assignments, stage, id, id, idIn("stored", ids));
    }

    /** The identifiers in the stage that are taken. */
    String selectTakenIds() {
        String id = Identifiers.quoted(SystemColumn.ID);
        return "SELECT stage.%s FROM %s AS stage JOIN %s AS stored ON stored.%s = stage.%s"
                .formatted(id, stage, table, id, id);
    }

    /** The identifiers of the records in the stage whose key another record has. */
    String selectIdsOfTakenKeys(UniqueKey key) {
        String id = Identifiers.quoted(SystemColumn.ID);
        String sameKey =
                key.properties().stream()
                        .map(recordTable::column)
                        .map(Identifiers::quoted)
                        .map(column -> "stored." + column + " = stage." + column)
                        .collect(Collectors.joining(" AND "));
        return "SELECT stage.%s FROM %s AS stage JOIN %s AS stored ON %s AND stored.%s <> stage.%s"
                .formatted(id, stage, table, sameKey, id, id);
    }

    private String idIn(String alias, int ids) {
        return "%s.%s IN (%s)"
                .formatted(
                        alias,
                        Identifiers.quoted(SystemColumn.ID),
                        String.join(", ", Collections.nCopies(ids, "?")));
    }
}
