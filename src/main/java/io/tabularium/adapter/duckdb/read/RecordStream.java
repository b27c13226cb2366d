package io.tabularium.adapter.duckdb.read;

import io.tabularium.adapter.jdbc.Dialect;
import io.tabularium.adapter.jdbc.RowReader;
import io.tabularium.adapter.jdbc.SqlStatement;
import io.tabularium.adapter.jdbc.read.QueryBuilder;
import io.tabularium.adapter.jdbc.read.QueryBuilder.Length;
import io.tabularium.adapter.jdbc.read.TimedConnection;
import io.tabularium.adapter.jdbc.size.TextSizes;
import io.tabularium.adapter.representation.RecordLines;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.record.RecordFormat;

import org.jooq.Field;

import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The lines of all matches of one query. As many as possible are read by one statement. A driver
 * holds a vector of rows in the heap, so records whose texts are too long for that are read in
 * steps. Used by one thread.
 */
final class RecordStream {

    private final Dialect dialect;
    private final TableQueries table;
    private final TextSizes sizes;
    private final Request request;

    /**
     * What is to be streamed.
     *
     * @param limit of the number of records
     */
    record Request(RecordQuery query, OptionalLong limit, RecordFormat format) {}

    RecordStream(Dialect dialect, TableQueries table, TextSizes sizes, Request request) {
        this.dialect = dialect;
        this.table = table;
        this.sizes = sizes;
        this.request = request;
    }

    /** Whether one statement reads all; any other stream needs a snapshot. */
    boolean isOneStatement() {
        return StreamStep.of(sizes, request.query.projection()).isShort();
    }

    /**
     * Visits the lines.
     *
     * @param connection whose statements see one snapshot, unless there is but one
     * @return the number of records
     */
    long visit(TimedConnection.Uses connection, Consumer<byte[]> visitor) throws SQLException {
        if (isOneStatement() || fitsVectors(connection)) {
            return visitWhole(Length.ANY, connection, visitor);
        }
        if (!request.query.order().isEmpty()) {
            return visitSteps(Length.ANY, most(), connection, visitor);
        }
        // No order is promised: so the short records are one statement all the same.
        long visited = visitWhole(Length.SHORT, connection, visitor);
        return visited + visitSteps(Length.LONG, most() - visited, connection, visitor);
    }

    private boolean fitsVectors(TimedConnection.Uses connection) throws SQLException {
        return connection.use(timed -> table.vectorBytes(timed, request.query))
                <= StreamStep.VECTOR_BYTES;
    }

    private long most() {
        return request.limit.orElse(Long.MAX_VALUE);
    }

    private long visitWhole(
            Length length, TimedConnection.Uses connection, Consumer<byte[]> visitor)
            throws SQLException {
        RecordQuery query = request.query;
        Projection projection = query.projection();
        RowReader reader = RowReader.forEncoding(table.table(), projection);
        QueryBuilder.Matches matches =
                new QueryBuilder.Matches(reader, query, request.limit, length);
        Optional<Field<byte[]>> line = dialect.line(request.format, table.table(), projection);
        if (line.isPresent()) {
            SqlStatement statement = table.builder().lines(line.get(), matches);
            return connection.use(
                    timed -> timed.scan(statement, row -> visitor.accept(row.getBytes(1))));
        }
        SqlStatement statement = table.builder().scan(matches);
        RecordLines lines = RecordLines.of(request.format, request.query.schema(), projection);
        return connection.use(
                timed ->
                        timed.scan(statement, row -> visitor.accept(lines.line(reader.read(row)))));
    }

    private long visitSteps(
            Length length, long most, TimedConnection.Uses connection, Consumer<byte[]> visitor)
            throws SQLException {
        RecordLines lines =
                RecordLines.of(request.format, request.query.schema(), request.query.projection());
        return new SteppedScan(table, request.query, length, sizes)
                .visit(most, connection, found -> visitor.accept(lines.line(found)));
    }
}
