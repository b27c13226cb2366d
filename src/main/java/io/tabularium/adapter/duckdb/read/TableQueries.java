package io.tabularium.adapter.duckdb.read;

import io.tabularium.adapter.jdbc.Dialect;
import io.tabularium.adapter.jdbc.IdParameters;
import io.tabularium.adapter.jdbc.PreparedStatements;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.RowReader;
import io.tabularium.adapter.jdbc.read.PageReader;
import io.tabularium.adapter.jdbc.read.PageReader.Items;
import io.tabularium.adapter.jdbc.read.QueryBuilder;
import io.tabularium.adapter.jdbc.read.QueryBuilder.Length;
import io.tabularium.adapter.jdbc.read.QueryTimer;
import io.tabularium.adapter.jdbc.read.TimedConnection;
import io.tabularium.domain.query.Filter;
import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.query.RecordQuery;
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
    private final PlaceQueries placeQueries;
    private final Projection wholeRecords;
    private final RowReader wholeRows;
    private final Map<Integer, String> findSql = new ConcurrentHashMap<>();

    TableQueries(Schema schema, Dialect dialect) {
        this.table = new RecordTable(schema, dialect);
        this.builder = new QueryBuilder(table, dialect);
        this.placeQueries = new PlaceQueries(table, dialect);
        this.wholeRecords = Projection.all(schema);
        this.wholeRows = new RowReader(table, wholeRecords);
    }

    RecordTable table() {
        return table;
    }

    QueryBuilder builder() {
        return builder;
    }

    PlaceQueries placeQueries() {
        return placeQueries;
    }

    /** Every property of the schema. */
    Projection wholeRecords() {
        return wholeRecords;
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

    /** The places of the records of a page, in the query's order. */
    Items<Place> places(TimedConnection connection, RecordQuery query, PageRequest page)
            throws SQLException {
        return places(connection, query, Length.ANY, page);
    }

    /** The places of the records of a page of some of the matches, in the query's order. */
    Items<Place> places(
            TimedConnection connection, RecordQuery query, Length length, PageRequest page)
            throws SQLException {
        PageReader pages = new PageReader(table, Place.COLUMNS, query, page.size());
        return connection.query(
                placeQueries.places(query, length, page),
                rows -> pages.read(rows, Place::read),
                Items::size);
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

    /** The bytes of all texts of one vector of matches in the driver, at most. */
    long vectorBytes(TimedConnection connection, RecordQuery query) throws SQLException {
        return connection.query(
                builder.longestTextBytes(query, StreamStep.ROWS_OF_VECTOR),
                rows -> {
                    rows.next();
                    return rows.getLong(1);
                },
                bytes -> 1);
    }

    private String findSql(int places) {
        return findSql.computeIfAbsent(places, count -> builder.findSql(wholeRows, count));
    }
}
