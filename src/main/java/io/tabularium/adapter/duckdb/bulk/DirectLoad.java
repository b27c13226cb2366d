package io.tabularium.adapter.duckdb.bulk;

import io.tabularium.adapter.duckdb.write.AppenderCodec;
import io.tabularium.adapter.duckdb.write.WriterConnection;
import io.tabularium.adapter.jdbc.size.TextSizes;
import io.tabularium.adapter.jdbc.write.Commits;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.schema.Schema;

import java.sql.SQLException;

/** A bulk load in which nothing can conflict: rows go straight into the table. */
final class DirectLoad {

    /** While one of two threads flushes into the table and its primary key, the other goes on. */
    private static final int THREADS = 2;

    private final WriterConnection connection;
    private final BulkLoad load;
    private final Commits commits;
    private final TextSizes sizes;

    /** Of the rows of this load, which may store nothing. */
    private final TextSizes loaded;

    DirectLoad(WriterConnection connection, BulkLoad load, Commits commits, TextSizes sizes) {
        this.connection = connection;
        this.load = load;
        this.commits = commits;
        this.sizes = sizes;
        this.loaded = TextSizes.ofEmptyTable(load.schema());
    }

    /** Stores the rows in one transaction; what fails is undone with the connection. */
    void perform(BulkRows rows) throws SQLException {
        connection.begin();
        load.count(append(rows), 0, 0);
        if (load.commits()) {
            sizes.noteAll(loaded);
            commits.commitAdditions(connection, load);
        } else {
            connection.rollback();
        }
    }

    private long append(BulkRows rows) throws SQLException {
        Schema schema = load.schema();
        String table = schema.name().value();
        AppenderCodec codec = new AppenderCodec(schema, connection.columns(table), loaded);
        boolean returning = load.options().returning();
        return rows.appendAll(
                load,
                new BulkRows.Appenders(threads(), () -> connection.appendTo(table)),
                (appender, row, created) -> codec.append(appender, created),
                returning ? load::keep : created -> {});
    }

    /** In DuckDB 1.5 the flush of one appender fails when another of its connection begins. */
    private int threads() throws SQLException {
        String version = connection.texts("SELECT version()").getFirst();
        return version.startsWith("v1.") ? 1 : THREADS;
    }
}
