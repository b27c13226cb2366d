package io.tabularium.adapter.jdbc.schema;

import io.tabularium.adapter.jdbc.Dialect;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.SchemaName;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares the definitions that a process has with those that are stored. Thread-safe. */
public final class DefinitionComparison {

    private final SchemaTable table;
    private final Map<SchemaName, String> own = new TreeMap<>();

    /**
     * @param schemas as the process has them
     */
    public DefinitionComparison(Dialect dialect, List<Schema> schemas) {
        this.table = new SchemaTable(dialect);
        for (Schema schema : schemas) {
            own.put(schema.name(), StoredSchema.first(schema).fingerprint());
        }
    }

    /** The schemas of which another definition is stored, by name. */
    public List<SchemaName> differing(Connection connection) throws SQLException {
        Map<SchemaName, String> stored = table.fingerprints(connection);
        List<SchemaName> differing = new ArrayList<>();
        own.forEach(
                (name, fingerprint) -> {
                    @Nullable String other = stored.get(name);
                    if (other != null && !other.equals(fingerprint)) {
                        differing.add(name);
                    }
                });
        return differing;
    }
}
