package io.tabularium.adapter.jdbc;

import io.tabularium.domain.query.Filter;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.schema.Schema;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What reading a table needs, made once. Thread-safe. */
final class TableQueries {

    private final RecordTable table;
    private final QueryBuilder builder;
    private final RowReader wholeRows;
    private final Map<Integer, String> findSql = new ConcurrentHashMap<>();

    TableQueries(Schema schema, Dialect dialect) {
        this.table = new RecordTable(schema, dialect);
        this.builder = new QueryBuilder(table, dialect);
        this.wholeRows = new RowReader(table, Projection.all(schema));
    }

    RecordTable table() {
        return table;
    }

    QueryBuilder builder() {
        return builder;
    }

    /** The records of these identifiers, as far as there are any. */
    List<DataRecord> find(IdParameters ids, PreparedStatements statements, QueryTimer.Watch watch)
            throws SQLException {
        String sql = findSql(ids.places());
        PreparedStatement statement = statements.prepare(sql);
        ids.bind(statement);
        return TimedConnection.query(
                new TimedConnection.Prepared(statement, sql),
                watch,
                rows -> {
                    List<DataRecord> found = new ArrayList<>(ids.ids().size());
                    while (rows.next()) {
                        found.add(wholeRows.read(rows));
                    }
                    return found;
                },
                List::size);
    }

    /** The number of matches. */
    long count(TimedConnection connection, Filter filter) throws SQLException {
        return connection.query(
                builder.count(filter),
                rows -> {
                    rows.next();
                    return rows.getLong(1);
                },
                count -> 1);
    }

    private String findSql(int places) {
        return findSql.computeIfAbsent(places, count -> builder.findSql(wholeRows, count));
    }
}
