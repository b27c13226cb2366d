package io.tabularium.adapter.duckdb.maintenance;

import io.tabularium.adapter.duckdb.engine.DuckDbDatabase;
import io.tabularium.adapter.duckdb.sql.DuckDbDialect;
import io.tabularium.adapter.jdbc.Dialect;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.domain.maintenance.IndexInspector;
import io.tabularium.domain.schema.Schema;

import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.SQLException;
import java.util.List;

/** Compares the indexes of DuckDB with its tables. Thread-safe. */
public final class DuckDbIndexInspector implements IndexInspector {

    private static final Logger LOG = LoggerFactory.getLogger(DuckDbIndexInspector.class);

    private final DuckDbDatabase database;
    private final Dialect dialect = new DuckDbDialect();

    public DuckDbIndexInspector(DuckDbDatabase database) {
        this.database = database;
    }

    @Override
    public List<Disagreement> inspect(Schema schema, Extent extent, Progress progress)
            throws InterruptedException {
        try (DuckDBConnection connection = database.connect()) {
            IndexedTable table = IndexedTable.of(new RecordTable(schema, dialect));
            List<Disagreement> found =
                    new IndexInspection(connection, table, extent, progress).perform();
            for (Disagreement disagreement : found) {
                LOG.atWarn()
                        .addKeyValue("schema", schema)
                        .addKeyValue("index", disagreement.index())
                        .addKeyValue("values", disagreement.values())
                        .log("index_disagrees");
            }
            return found;
        } catch (SQLException e) {
            throw database.translate(e);
        }
    }
}
