package io.tabularium.adapter.postgresql.instance;

import io.tabularium.adapter.jdbc.Connections;
import io.tabularium.adapter.jdbc.size.RecordSizes;
import io.tabularium.adapter.jdbc.size.TextSizes;
import io.tabularium.adapter.postgresql.sql.PostgreSqlDialect;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.Schema;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The lengths of the longest texts, in a table that all processes on a database share. A process
 * writes a length there before it commits a longer text. The others look there once a second: until
 * then they reserve too little memory for a read of that record. Thread-safe.
 */
public final class AnnouncedSizes implements InstanceWatch.Look {

    private static final String ANNOUNCE =
            """
            INSERT INTO %s AS known VALUES (?, ?, ?) ON CONFLICT (schema_name, property) \
            DO UPDATE SET bytes = greatest(known.bytes, excluded.bytes)"""
                    .formatted(PostgreSqlDialect.LENGTHS);

    private static final String READ =
            "SELECT schema_name, property, bytes FROM " + PostgreSqlDialect.LENGTHS;

    private final Connections connections;
    private final RecordSizes sizes;

    /**
     * @param connections for short statements
     * @param tables connections by which the tables of records are read
     */
    public AnnouncedSizes(Connections connections, Connections tables) {
        this.connections = connections;
        this.sizes = new RecordSizes(new PostgreSqlDialect(), tables, this::announcer);
    }

    /** The sizes of the records that all processes write. */
    public RecordSizes sizes() {
        return sizes;
    }

    private TextSizes.Announcer announcer(Schema schema) {
        List<Property> properties = schema.properties();
        return lengths ->
                connections.run(
                        connection -> {
                            for (var length : lengths.entrySet()) {
                                Property property = properties.get(length.getKey());
                                announce(connection, schema, property, length.getValue());
                            }
                        });
    }

    private static void announce(
            Connection connection, Schema schema, Property property, long bytes)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ANNOUNCE)) {
            statement.setString(1, schema.name().value());
            statement.setString(2, property.name().value());
            statement.setLong(3, bytes);
            statement.executeUpdate();
        }
    }

    /** Learns what others have announced. */
    @Override
    public void look(Connection connection) throws SQLException {
        Map<String, Schema> schemas = new HashMap<>();
        sizes.schemas().forEach(schema -> schemas.put(schema.name().value(), schema));
        try (PreparedStatement statement = connection.prepareStatement(READ);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                @Nullable Schema schema = schemas.get(rows.getString(1));
                if (schema != null) {
                    learn(schema, rows.getString(2), rows.getLong(3));
                }
            }
        }
    }

    /** A property that this process does not know is not read either. */
    private void learn(Schema schema, String property, long bytes) {
        schema.property(property)
                .ifPresent(known -> sizes.of(schema).learn(known.position(), bytes));
    }
}
