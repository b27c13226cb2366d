package io.tabularium.adapter.postgresql.instance;

import static java.util.stream.Collectors.joining;

import io.tabularium.adapter.jdbc.schema.DefinitionComparison;
import io.tabularium.adapter.postgresql.sql.PostgreSqlDialect;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.SchemaName;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Notices that another process was started with a later definition of a schema, which this process
 * does not have. Thread-safe.
 */
public final class ChangedDefinitions implements InstanceWatch.Look {

    private static final Logger LOG = LoggerFactory.getLogger(ChangedDefinitions.class);

    private final DefinitionComparison comparison;
    private volatile List<SchemaName> changed = List.of();

    /**
     * @param schemas as this process has them
     */
    public ChangedDefinitions(List<Schema> schemas) {
        this.comparison = new DefinitionComparison(new PostgreSqlDialect(), schemas);
    }

    @Override
    public void look(Connection connection) throws SQLException {
        List<SchemaName> now = comparison.differing(connection);
        if (!now.equals(changed)) {
            changed = now;
            LOG.atWarn().addKeyValue("schemas", now).log("definitions_changed_elsewhere");
        }
    }

    /** What an operator has to do about it; empty if there is nothing to do. */
    public Optional<String> impairment() {
        List<SchemaName> names = changed;
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "Another instance has a later definition of %s; restart this one with it."
                                .formatted(
                                        names.stream()
                                                .map(SchemaName::value)
                                                .collect(joining(", "))));
    }
}
