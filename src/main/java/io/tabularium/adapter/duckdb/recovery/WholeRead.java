package io.tabularium.adapter.duckdb.recovery;

import io.tabularium.adapter.duckdb.backup.Catalog;
import io.tabularium.adapter.duckdb.backup.Session;
import io.tabularium.adapter.duckdb.backup.Sql;
import io.tabularium.adapter.duckdb.backup.TableDefinition;
import io.tabularium.adapter.duckdb.engine.DatabaseNotOpened;
import io.tabularium.adapter.duckdb.engine.DatabaseNotOpened.Fault;
import io.tabularium.adapter.duckdb.engine.DuckDbDatabase;
import io.tabularium.adapter.duckdb.engine.DuckDbSettings;
import io.tabularium.adapter.duckdb.engine.OpeningFault;
import io.tabularium.adapter.duckdb.maintenance.IndexInspection;
import io.tabularium.domain.maintenance.IndexInspector.Disagreement;
import io.tabularium.domain.maintenance.IndexInspector.Extent;
import io.tabularium.domain.maintenance.TableContent;

import org.duckdb.DuckDBConnection;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a database file in full: its log is replayed, every value of every table is read, and every
 * index is compared with its table. The file and its log are opened for reading only.
 */
final class WholeRead {

    private static final String NAME = "damaged";

    private final DuckDbSettings settings;

    /**
     * @param settings bound the engine's memory and threads, and where it spills
     */
    WholeRead(DuckDbSettings settings) {
        this.settings = settings;
    }

    /**
     * What a file holds.
     *
     * @param tables by name
     * @param disagreements indexes that disagree with their table, each named with the table
     */
    record Found(List<TableContent> tables, List<Disagreement> disagreements) {

        Found {
            tables = List.copyOf(tables);
            disagreements = List.copyOf(disagreements);
        }
    }

    /**
     * @param file absolute; its log, if there is one, lies beside it
     * @throws DatabaseNotOpened if anything in it cannot be read
     */
    Found perform(Path file) {
        DuckDbSettings memory = settings.inMemory(List.of(file.getParent()));
        try (DuckDbDatabase empty = new DuckDbDatabase(memory);
                DuckDBConnection connection = empty.connect()) {
            Session session = new Session(connection);
            session.execute("ATTACH %s AS %s (READ_ONLY)".formatted(Sql.text(file), NAME));
            try {
                return read(connection, new Catalog(session, NAME));
            } finally {
                session.executeAnyway("DETACH DATABASE IF EXISTS " + NAME);
            }
        } catch (SQLException e) {
            throw notRead(file, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseNotOpened(file, Fault.OTHER, "reading it was interrupted", e);
        }
    }

    private static Found read(DuckDBConnection connection, Catalog catalog)
            throws SQLException, InterruptedException {
        List<TableContent> tables = new ArrayList<>();
        List<Disagreement> disagreements = new ArrayList<>();
        for (TableDefinition definition : catalog.tables()) {
            String table = definition.name();
            tables.add(catalog.content(table));
            new IndexInspection(connection, catalog.indexed(table), Extent.ALL, values -> {})
                    .perform().stream()
                            .map(one -> new Disagreement(table + ": " + one.index(), one.values()))
                            .forEach(disagreements::add);
        }
        return new Found(tables, disagreements);
    }

    private static DatabaseNotOpened notRead(Path file, SQLException e) {
        return switch (OpeningFault.of(e)) {
            case MEMORY, DISK ->
                    new DatabaseNotOpened(
                            file,
                            OpeningFault.of(e),
                            OpeningFault.reason(OpeningFault.of(e), e),
                            e);
            case HELD, NO_DATABASE, TOO_NEW, DAMAGED, BLOCK_DAMAGED, LOG_DAMAGED, OTHER ->
                    new DatabaseNotOpened(
                            file,
                            Fault.DAMAGED,
                            "a block of metadata is damaged, and with a corrected checksum"
                                    + " not everything can be read ("
                                    + OpeningFault.firstLine(e)
                                    + ")",
                            e);
        };
    }
}
