package io.tabularium.adapter.duckdb.read;

import static java.util.stream.Collectors.joining;

import io.tabularium.adapter.jdbc.Dialect;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.RowReader;
import io.tabularium.adapter.jdbc.SqlRenderer;
import io.tabularium.adapter.jdbc.SqlStatement;
import io.tabularium.adapter.jdbc.SystemColumn;
import io.tabularium.adapter.jdbc.read.QueryBuilder;
import io.tabularium.adapter.jdbc.read.QueryBuilder.Length;
import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.query.RecordQuery;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import java.util.List;

/**
 * Makes SQL of the addresses of rows: the virtual column {@code rowid}, whose name no schema may
 * give to a property. It is selected without reading a column, and stays the same within one
 * snapshot; beyond that it is undefined. Immutable and thread-safe.
 */
final class PlaceQueries {

    private static final Field<Long> ADDRESS = DSL.field("rowid", SQLDataType.BIGINT);

    private final RecordTable table;
    private final QueryBuilder builder;
    private final SqlRenderer renderer;

    PlaceQueries(RecordTable table, Dialect dialect) {
        this.table = table;
        this.builder = new QueryBuilder(table, dialect);
        this.renderer = new SqlRenderer(dialect);
    }

    /**
     * As {@link QueryBuilder#page}, of the {@link Place} of each record instead of the record.
     *
     * <p>What a place consists of is sorted by too, which changes no order because the sequence has
     * no ties. The engine reads columns late, and only for the rows of the page, but none that it
     * sorts by; here one pass is cheaper than two.
     */
    SqlStatement places(RecordQuery query, Length length, PageRequest page) {
        List<Field<?>> place =
                List.of(
                        table.column(SystemColumn.SEQUENCE),
                        table.column(SystemColumn.VERSION),
                        ADDRESS);
        return builder.page(
                place,
                place.subList(1, place.size()),
                new QueryBuilder.Selection(query, length),
                page);
    }

    /**
     * The rows at these addresses, which must be of the same snapshot.
     *
     * @param addresses at least one
     */
    SqlStatement at(RowReader reader, List<Long> addresses) {
        return renderer.render(
                DSL.select(reader.columns()).from(table.table()).where(isAt(addresses)));
    }

    /** Addresses and identifiers of the rows at these addresses of the same snapshot. */
    SqlStatement idsAt(List<Long> addresses) {
        return renderer.render(
                DSL.select(ADDRESS, table.column(SystemColumn.ID))
                        .from(table.table())
                        .where(isAt(addresses)));
    }

    /** A join with a list is pushed down as a filter; an IN with the same literals is not. */
    private static Condition isAt(List<Long> addresses) {
        String list = addresses.stream().map(String::valueOf).collect(joining(", "));
        return DSL.condition("{0} in (select unnest([" + list + "]))", ADDRESS);
    }
}
