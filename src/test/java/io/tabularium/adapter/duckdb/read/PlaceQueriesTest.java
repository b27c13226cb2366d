package io.tabularium.adapter.duckdb.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.duckdb.sql.DuckDbDialect;
import io.tabularium.adapter.jdbc.Dialect;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.RowReader;
import io.tabularium.adapter.jdbc.Schemas;
import io.tabularium.adapter.jdbc.SqlStatement;
import io.tabularium.adapter.jdbc.read.QueryBuilder.Length;
import io.tabularium.domain.query.Field;
import io.tabularium.domain.query.Filter;
import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.query.SortOrder;
import io.tabularium.domain.query.SortOrder.Direction;
import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.Schema;

import org.junit.jupiter.api.Test;

import java.util.List;

final class PlaceQueriesTest {

    private static final Schema SCHEMA =
            Schemas.named("wells")
                    .with("name", BasicType.TEXT)
                    .with("oil", BasicType.DOUBLE)
                    .build();

    private final Dialect dialect = new DuckDbDialect();
    private final RecordTable table = new RecordTable(SCHEMA, dialect);
    private final PlaceQueries places = new PlaceQueries(table, dialect);
    private final Projection name = new Projection(SCHEMA.properties().subList(0, 1));

    @Test
    void readsPlacesInOnePass() {
        Field oil = new Field.Declared(SCHEMA.properties().get(1));
        RecordQuery query =
                new RecordQuery(
                        SCHEMA,
                        Filter.ALL,
                        List.of(new SortOrder(oil, Direction.DESCENDING)),
                        name);
        PageRequest page = new PageRequest(new PageRequest.Start.Offset(0), 100, false);

        assertThat(places.places(query, Length.ANY, page).sql())
                .isEqualTo(
                        "select \"_seq\", \"_version\", rowid, \"oil\" from \"wells\""
                                + " order by \"oil\" desc nulls last, \"_seq\" asc,"
                                + " \"_version\" asc, rowid asc limit 101 offset 0");
    }

    @Test
    void readsRowsAtTheirAddresses() {
        assertThat(places.at(new RowReader(table, name), List.of(7L, 70_000L)))
                .isEqualTo(
                        new SqlStatement(
                                "select \"_seq\", \"_id\", \"_version\", \"_created_at\","
                                        + " \"_updated_at\", \"name\" from \"wells\""
                                        + " where (rowid in (select unnest([7, 70000])))",
                                List.of()));
    }
}
