package io.tabularium.adapter.duckdb.maintenance;

import static java.util.stream.Collectors.joining;

import io.tabularium.adapter.jdbc.Dialect;
import io.tabularium.adapter.jdbc.Identifiers;
import io.tabularium.adapter.jdbc.QuotedTable;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.SqlStatement;
import io.tabularium.adapter.jdbc.SystemColumn;
import io.tabularium.adapter.jdbc.schema.DdlBuilder;
import io.tabularium.adapter.jdbc.schema.IndexCreator;
import io.tabularium.domain.schema.Clustering;
import io.tabularium.domain.schema.Schema;

import org.jooq.impl.DSL;

import java.util.ArrayList;
import java.util.List;

/**
 * The statements that put an ordered copy in the place of a table, as text. No two states of a
 * table's rows have the same place in the order of creation and the same version, so that by these
 * two the copy is compared with the table. Immutable.
 *
 * <p>No row is ever removed from a copy. An index that is made of a table sees removed rows too, as
 * long as an older transaction does, and the write-ahead log keeps what it saw: a unique key could
 * be held by a row that is gone.
 */
final class ClusterSql {

    /** Ends the names of copies; a {@code $} stands in no schema's name. */
    private static final String SUFFIX = "$clustered";

    private static final String SEQUENCE = Identifiers.quoted(SystemColumn.SEQUENCE);
    private static final String STATE = SEQUENCE + ", " + Identifiers.quoted(SystemColumn.VERSION);

    private final RecordTable recordTable;
    private final Dialect dialect;
    private final QuotedTable table;

    ClusterSql(RecordTable recordTable, Dialect dialect) {
        this.recordTable = recordTable;
        this.dialect = dialect;
        this.table = new QuotedTable(recordTable);
    }

    /** The names of the copies that stand in the database. */
    static String selectCopies() {
        return "SELECT table_name FROM duckdb_tables()"
                + " WHERE database_name = current_database() AND ends_with(table_name, '%s')"
                        .formatted(SUFFIX);
    }

    /** The name of a copy of that schema's table. */
    static String copyOf(Schema schema) {
        return schema.name().value() + SUFFIX;
    }

    /** The name of a copy of that copy. */
    static String renewedCopyOf(Schema schema) {
        return schema.name().value() + "$renewed" + SUFFIX;
    }

    static String drop(String copy) {
        return "DROP TABLE IF EXISTS " + Identifiers.quoted(copy);
    }

    String countRows() {
        return "SELECT count(*) FROM " + table.name();
    }

    /**
     * Makes a copy, empty. Its columns stand in the order of the table's, on which appenders rely.
     *
     * @param columns the names of the table's columns, in its order
     */
    String create(String copy, List<String> columns) {
        return new DdlBuilder(dialect)
                .createTwin(recordTable, DSL.table(DSL.quotedName(copy)), columns)
                .sql();
    }

    /**
     * Copies all rows in the order of the clustering, then of creation; without one as they lie.
     */
    String fill(String copy) {
        return "INSERT INTO %1$s (%2$s) SELECT %2$s FROM %3$s%4$s"
                .formatted(
                        Identifiers.quoted(copy),
                        table.columns(),
                        table.name(),
                        recordTable.schema().clustering().map(this::order).orElse(""));
    }

    private String order(Clustering clustering) {
        return " ORDER BY " + keys(clustering) + ", " + SEQUENCE;
    }

    /**
     * Selects, for some rows, about how many rows would stand before them if the table were in
     * order. The rows come in the order in which they are stored.
     *
     * @param step about one row of so many is selected; a hash decides which, because rows may come
     *     in a rhythm
     */
    String selectPositions(Clustering clustering, long step) {
        return ("SELECT row_number() OVER (ORDER BY %1$s, rowid) * %3$d FROM %2$s"
                        + " WHERE hash(rowid) %% %3$d = 0 ORDER BY rowid")
                .formatted(keys(clustering), table.name(), step);
    }

    private String keys(Clustering clustering) {
        return clustering.properties().stream().map(table::column).collect(joining(", "));
    }

    /** Finds the rows of the copy that are out of date, then those that it lacks. */
    List<String> compare(String copy) {
        String name = Identifiers.quoted(copy);
        return List.of(
                "CREATE TEMP TABLE \"$gone\" AS SELECT %1$s FROM %2$s ANTI JOIN %3$s USING (%4$s)"
                        .formatted(SEQUENCE, name, table.name(), STATE),
                "CREATE TEMP TABLE \"$fresh\" AS SELECT %1$s FROM %3$s ANTI JOIN %2$s USING (%4$s)"
                        .formatted(table.columns(), name, table.name(), STATE));
    }

    static String countGone() {
        return "SELECT count(*) FROM \"$gone\"";
    }

    static String countFresh() {
        return "SELECT count(*) FROM \"$fresh\"";
    }

    /** Copies the rows of a copy that are not out of date; they keep their order. */
    String renew(String copy, String renewed) {
        return "INSERT INTO %1$s (%2$s) SELECT %2$s FROM %3$s WHERE %4$s NOT IN (FROM \"$gone\")"
                .formatted(
                        Identifiers.quoted(renewed),
                        table.columns(),
                        Identifiers.quoted(copy),
                        SEQUENCE);
    }

    /** Adds the rows that the copy lacks. */
    String complete(String copy) {
        return "INSERT INTO %1$s (%2$s) SELECT %2$s FROM \"$fresh\" ORDER BY %3$s"
                .formatted(Identifiers.quoted(copy), table.columns(), SEQUENCE);
    }

    /** Puts the copy in the table's place; indexes come last, as none lets a table be renamed. */
    List<String> exchange(String copy) {
        List<String> statements = new ArrayList<>();
        statements.add("DROP TABLE " + table.name());
        statements.add(
                "ALTER TABLE %s RENAME TO %s".formatted(Identifiers.quoted(copy), table.name()));
        new IndexCreator(new DdlBuilder(dialect))
                .statements(recordTable).stream().map(SqlStatement::sql).forEach(statements::add);
        return statements;
    }
}
