package io.tabularium.adapter.jdbc.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.duckdb.sql.DuckDbDialect;
import io.tabularium.adapter.jdbc.Dialect;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.Schemas;
import io.tabularium.adapter.jdbc.SqlStatement;
import io.tabularium.adapter.postgresql.sql.PostgreSqlDialect;
import io.tabularium.adapter.postgresql.sql.Topology;
import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.Schema;

import org.junit.jupiter.api.Test;

import java.util.List;

class DdlBuilderTest {

    private final Dialect dialect = new DuckDbDialect();
    private final DdlBuilder ddl = new DdlBuilder(dialect);

    @Test
    void createsAColumnForEachProperty() {
        assertThat(ddl.createTable(new RecordTable(Schemas.everyType(), dialect)).sql())
                .isEqualTo(
                        "create table \"things\" (\"_seq\" bigint not null, \"_id\" uuid not null,"
                                + " \"_version\" bigint not null,"
                                + " \"_created_at\" timestamp with time zone not null,"
                                + " \"_updated_at\" timestamp with time zone not null,"
                                + " \"text\" varchar, \"integer\" bigint, \"double\" double,"
                                + " \"boolean\" boolean, \"date\" date,"
                                + " \"instant\" timestamp with time zone,"
                                + " \"local_date_time\" timestamp without time zone,"
                                + " \"uuid\" uuid, \"object\" json, \"array\" json,"
                                + " \"decimal\" decimal(18, 4), \"huge\" decimal(38, 10),"
                                + " \"SELECT\" varchar, primary key (\"_id\"))");
    }

    @Test
    void addsAColumn() {
        Schema schema = Schemas.named("wells").with("order", BasicType.DOUBLE).build();
        RecordTable table = new RecordTable(schema, dialect);
        assertThat(ddl.addColumn(table, schema.properties().getFirst()).sql())
                .isEqualTo("alter table \"wells\" add \"order\" double");
    }

    @Test
    void guardsPlacesByAUniqueIndexWhereATableIsOnOneNode() {
        Schema keyed = Schemas.named("wells").with("a", BasicType.TEXT).unique("a").build();
        Schema plain = Schemas.named("wells").with("a", BasicType.TEXT).build();

        assertThat(sequenceIndex(Topology.SERVER, plain)).startsWith("create unique index");
        assertThat(sequenceIndex(Topology.CLUSTER, keyed)).startsWith("create unique index");
        assertThat(sequenceIndex(Topology.CLUSTER, plain))
                .isEqualTo("create index \"wells$sequence\" on \"wells\"(\"_seq\")");
    }

    private static String sequenceIndex(Topology topology, Schema schema) {
        Dialect dialect = new PostgreSqlDialect(topology);
        return new DdlBuilder(dialect).createSequenceIndex(new RecordTable(schema, dialect)).sql();
    }

    @Test
    void namesIndexesAfterWhatTheyCover() {
        Schema schema =
                Schemas.named("wells")
                        .with("a", BasicType.TEXT)
                        .with("B", BasicType.INTEGER)
                        .unique("a", "B")
                        .indexed("B")
                        .build();
        RecordTable table = new RecordTable(schema, dialect);
        assertThat(ddl.createIndex(table, schema.uniqueKeys().getFirst()).sql())
                .isEqualTo("create unique index \"wells$unique$a$B\" on \"wells\"(\"a\", \"B\")");
        assertThat(ddl.createIndex(table, schema.indexes().getFirst()).sql())
                .isEqualTo("create index \"wells$index$B\" on \"wells\"(\"B\")");
    }

    @Test
    void dropsWhatIsNoLongerWantedAndCreatesWhatIsMissing() {
        Schema schema =
                Schemas.named("wells").with("a", BasicType.TEXT).unique("a").indexed("a").build();
        StoredTable stored = new StoredTable(List.of(), List.of("wells$unique$a", "wells$index$b"));
        assertThat(new IndexCreator(ddl).statements(new RecordTable(schema, dialect), stored))
                .extracting(SqlStatement::sql)
                .containsExactly(
                        "drop index \"wells$index$b\"",
                        "create index \"wells$index$a\" on \"wells\"(\"a\")");
    }
}
