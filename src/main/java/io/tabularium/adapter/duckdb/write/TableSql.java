package io.tabularium.adapter.duckdb.write;

import static java.util.stream.Collectors.joining;

import io.tabularium.adapter.jdbc.IdParameters;
import io.tabularium.adapter.jdbc.Identifiers;
import io.tabularium.adapter.jdbc.QuotedTable;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.RowReader;
import io.tabularium.adapter.jdbc.SystemColumn;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.SchemaName;
import io.tabularium.domain.schema.UniqueKey;

import java.util.Collection;

/**
 * The statements by which single writes change the table of one schema, as text. Rows that are to
 * be compared or merged stand in a stage: a temporary table with the same columns, private to its
 * connection. Immutable.
 */
public final class TableSql {

    private static final String ID = Identifiers.quoted(SystemColumn.ID);
    private static final String VERSION = Identifiers.quoted(SystemColumn.VERSION);
    private static final String UPDATED_AT = Identifiers.quoted(SystemColumn.UPDATED_AT);

    private final QuotedTable table;
    private final String stage;

    TableSql(RecordTable recordTable) {
        this.table = new QuotedTable(recordTable);
        this.stage = "temp.main." + Identifiers.quoted(stageName());
    }

    /** The last place in the order of creation; null where there is no record. */
    public static String selectLastSequence(SchemaName schema) {
        return "SELECT max(%s) FROM %s"
                .formatted(
                        Identifiers.quoted(SystemColumn.SEQUENCE),
                        Identifiers.quoted(schema.value()));
    }

    /** The name of the stage; a {@code $} stands in no schema's name. */
    String stageName() {
        return table.schema().name().value() + "$stage";
    }

    String createStage() {
        return table.createStage(stageName());
    }

    String emptyStage() {
        return "DELETE FROM " + stage;
    }

    /** The reader's columns of the records with one of so many identifiers. */
    String selectByIds(RowReader reader, int ids) {
        String columns = reader.columns().stream().map(Identifiers::quoted).collect(joining(", "));
        return "SELECT %s FROM %s AS stored WHERE %s"
                .formatted(columns, table.name(), idIn("stored", ids));
    }

    /** Removes the records with one of so many identifiers. */
    String deleteByIds(int ids) {
        return "DELETE FROM %s AS stored WHERE %s".formatted(table.name(), idIn("stored", ids));
    }

    /**
     * Gives the records in the stage their new versions and the new values of some properties. That
     * their identifiers are parameters too is for speed: the engine looks a list of them up in the
     * primary key, but would read the whole column for the join.
     */
    String updateFromStage(Collection<Property> properties, int ids) {
        return """
               UPDATE %1$s AS stored SET %2$s = stage.%2$s, %3$s = stage.%3$s%4$s
               FROM %5$s AS stage WHERE stored.%6$s = stage.%6$s AND %7$s
               """
                .formatted(
                        table.name(),
                        VERSION,
                        UPDATED_AT,
                        table.furtherAssignments(properties, "stage"),
                        stage,
                        ID,
                        idIn("stored", ids));
    }

    /** The identifiers in the stage that are taken. */
    String selectTakenIds() {
        return "SELECT stage.%1$s FROM %2$s AS stage JOIN %3$s AS stored ON stored.%1$s = stage.%1$s"
                .formatted(ID, stage, table.name());
    }

    /** The identifiers of the records in the stage whose key another record has. */
    String selectIdsOfTakenKeys(UniqueKey key) {
        return """
               SELECT stage.%1$s FROM %2$s AS stage
               JOIN %3$s AS stored ON %4$s AND stored.%1$s <> stage.%1$s
               """
                .formatted(ID, stage, table.name(), table.sameKey("stored", "stage", key));
    }

    private static String idIn(String alias, int ids) {
        return "%s.%s IN (%s)".formatted(alias, ID, IdParameters.marks(ids));
    }
}
