package io.tabularium.adapter.jdbc;

import io.tabularium.domain.query.Projection;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.schema.Schema;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What reading a table needs, made once.
 *
 * @param wholeRows reads every property
 * @param findSql one record by its id
 */
record TableQueries(RecordTable table, QueryBuilder builder, RowReader wholeRows, String findSql) {

    static TableQueries on(Schema schema, Dialect dialect) {
        RecordTable table = new RecordTable(schema, dialect);
        QueryBuilder builder = new QueryBuilder(table, dialect);
        RowReader wholeRows = new RowReader(table, Projection.all(schema));
        return new TableQueries(table, builder, wholeRows, builder.findSql(wholeRows));
    }

    SqlStatement find(RecordId id) {
        return new SqlStatement(findSql, List.of(id.value()));
    }

    /** The record in the first row, where there is one. */
    Optional<DataRecord> readFirst(ResultSet rows) throws SQLException {
        return rows.next() ? Optional.of(wholeRows.read(rows)) : Optional.empty();
    }
}
