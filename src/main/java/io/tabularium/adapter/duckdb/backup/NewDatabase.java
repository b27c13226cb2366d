package io.tabularium.adapter.duckdb.backup;

import io.tabularium.adapter.duckdb.engine.DuckDbSettings;
import io.tabularium.adapter.jdbc.Identifiers;

import org.duckdb.DuckDBAppender;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * A database file that is made and filled by a session that works on another database. Keys and
 * indexes are made when the rows are there, which is faster than to keep them row by row.
 */
public final class NewDatabase implements AutoCloseable {

    private static final String NAME = "made";

    private final Session session;
    private final String sessionsOwn;
    private final Catalog catalog;

    private NewDatabase(Session session, String sessionsOwn) {
        this.session = session;
        this.sessionsOwn = sessionsOwn;
        this.catalog = new Catalog(session, NAME);
    }

    /**
     * Makes the file.
     *
     * @param session is in no transaction, and used by nobody else meanwhile
     * @param file must not exist
     */
    public static NewDatabase make(Session session, Path file) throws SQLException {
        NewDatabase database = new NewDatabase(session, session.text("SELECT current_database()"));
        session.execute(
                "ATTACH %s AS %s (STORAGE_VERSION %s)"
                        .formatted(Sql.text(file), NAME, Sql.text(DuckDbSettings.STORAGE_VERSION)));
        return database;
    }

    /** The name of one of its tables as it stands in a statement. */
    public String name(TableDefinition table) {
        return catalog.name(table.name());
    }

    /** Makes a table without keys and indexes. */
    public void create(TableDefinition table) throws SQLException {
        session.execute(
                "CREATE TABLE %s (%s)".formatted(name(table), String.join(", ", table.columns())));
    }

    /** Opens an appender to a table, to be closed by the caller. */
    public DuckDBAppender append(TableDefinition table) throws SQLException {
        return session.append(NAME, table.name());
    }

    /** What there is in the file. */
    public Catalog catalog() {
        return catalog;
    }

    /** Makes keys and indexes, and brings everything into the file. */
    public void complete(List<TableDefinition> tables) throws SQLException {
        // The statements that make indexes name no database.
        session.execute("USE " + NAME);
        for (TableDefinition table : tables) {
            for (String constraint : table.constraints()) {
                session.execute("ALTER TABLE %s ADD %s".formatted(name(table), constraint));
            }
            for (String index : table.indexes()) {
                session.execute(index);
            }
        }
        session.execute("CHECKPOINT " + NAME);
    }

    /** Closes the file, whatever went before. */
    @Override
    public void close() {
        session.executeAnyway("ROLLBACK");
        session.executeAnyway("USE " + Identifiers.quoted(sessionsOwn));
        session.executeAnyway("DETACH DATABASE IF EXISTS " + NAME);
    }
}
