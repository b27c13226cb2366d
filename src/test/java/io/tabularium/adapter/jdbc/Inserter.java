package io.tabularium.adapter.jdbc;

import io.tabularium.adapter.json.JsonWriter;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.Schema;

import org.jooq.Field;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.Collectors;

/** Puts records into tables one by one, for tests of what reads them. */
public final class Inserter {

    static final Instant CREATED_AT = Instant.parse("2026-01-31T12:00:00.123456Z");

    private final Connections.Source pool;
    private final Dialect dialect;
    private long sequence;

    public Inserter(Connections.Source pool, Dialect dialect) {
        this.pool = pool;
        this.dialect = dialect;
    }

    /** A record of version 1 with these values, in the order of the schema. */
    public DataRecord insert(Schema schema, Object... values) throws SQLException {
        sequence++;
        DataRecord record =
                new DataRecord(
                        new RecordId(new UUID(0x7000, sequence)),
                        sequence,
                        1,
                        CREATED_AT,
                        CREATED_AT,
                        new RecordData(schema, values));
        RecordTable table = new RecordTable(schema, dialect);
        String names =
                table.columns().stream().map(Field::toString).collect(Collectors.joining(", "));
        String places = table.columns().stream().map(f -> "?").collect(Collectors.joining(", "));
        String sql = "INSERT INTO " + table.table() + " (" + names + ") VALUES (" + places + ")";
        try (Connection connection = pool.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, record);
            statement.executeUpdate();
        }
        return record;
    }

    private void bind(PreparedStatement statement, DataRecord record) throws SQLException {
        statement.setObject(1, record.sequence());
        statement.setObject(2, record.id().value());
        statement.setObject(3, record.version());
        statement.setObject(4, record.createdAt().atOffset(ZoneOffset.UTC));
        statement.setObject(5, record.updatedAt().atOffset(ZoneOffset.UTC));
        for (Property property : record.schema().properties()) {
            Object value = record.data().get(property);
            statement.setObject(6 + property.position(), jdbcValue(property, value));
        }
    }

    private Object jdbcValue(Property property, Object value) {
        return switch (value) {
            case null -> null;
            case Instant instant -> instant.atOffset(ZoneOffset.UTC);
            default ->
                    property.type().isScalar()
                            ? dialect.parameter(value)
                            : JsonWriter.toText(value);
        };
    }
}
