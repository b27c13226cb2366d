package io.tabularium.adapter.postgresql.sql;

import io.tabularium.adapter.jdbc.QuotedTable;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.SystemColumn;
import io.tabularium.domain.schema.Schema;

import java.util.List;

/** What stands behind the connections, and with it where rows are stored. */
public enum Topology {

    /** One server that holds all rows. */
    SERVER {
        @Override
        public boolean spreads(Schema schema) {
            return false;
        }

        @Override
        List<String> place(RecordTable table) {
            return List.of();
        }
    },

    /**
     * A cluster of Citus. A cluster can guard a unique key only where all rows are on one node, or
     * where it spreads them by a column of the key. So the table of a schema with unique keys is
     * whole on one node, which the cluster chooses. Other tables are spread by the identifier.
     */
    CLUSTER {
        @Override
        public boolean spreads(Schema schema) {
            return schema.uniqueKeys().isEmpty();
        }

        @Override
        List<String> place(RecordTable table) {
            String name = new QuotedTable(table).name().replace("'", "''");
            return List.of(
                    spreads(table.schema())
                            ? "SELECT create_distributed_table('%s', '%s')"
                                    .formatted(name, SystemColumn.ID.columnName())
                            // Without colocate_with all such tables would be on the same node.
                            : "SELECT create_distributed_table('%s', NULL, colocate_with => 'none')"
                                    .formatted(name));
        }
    };

    /** Whether rows of a schema may be on several nodes. */
    public abstract boolean spreads(Schema schema);

    /** Statements that place a new, empty table. */
    abstract List<String> place(RecordTable table);
}
