package io.tabularium.adapter.postgresql.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.Schemas;
import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.Schema;

import org.junit.jupiter.api.Test;

class TopologyTest {

    private final Schema plain = Schemas.named("wells").with("a", BasicType.TEXT).build();
    private final Schema keyed =
            Schemas.named("wells").with("a", BasicType.TEXT).unique("a").build();

    @Test
    void spreadsTablesWithoutUniqueKeysByIdentifier() {
        assertThat(Topology.CLUSTER.spreads(plain)).isTrue();
        assertThat(Topology.CLUSTER.place(table(plain)))
                .containsExactly("SELECT create_distributed_table('\"wells\"', '_id')");
    }

    @Test
    void keepsTablesWithUniqueKeysWhole() {
        assertThat(Topology.CLUSTER.spreads(keyed)).isFalse();
        assertThat(Topology.CLUSTER.place(table(keyed)))
                .containsExactly(
                        "SELECT create_distributed_table('\"wells\"', NULL,"
                                + " colocate_with => 'none')");
    }

    @Test
    void leavesTablesOfOneServerWhereTheyAre() {
        assertThat(Topology.SERVER.spreads(plain)).isFalse();
        assertThat(Topology.SERVER.place(table(plain))).isEmpty();
    }

    private static RecordTable table(Schema schema) {
        return new RecordTable(schema, new PostgreSqlDialect());
    }
}
