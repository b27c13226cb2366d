package io.tabularium.adapter.jdbc.schema;

import static io.tabularium.adapter.jdbc.FieldExpressions.value;

import io.tabularium.adapter.jdbc.Dialect;
import io.tabularium.adapter.jdbc.SqlRenderer;
import io.tabularium.adapter.jdbc.SqlStatement;
import io.tabularium.domain.maintenance.DefinitionCompiler;
import io.tabularium.domain.maintenance.StoredDefinition;
import io.tabularium.domain.schema.SchemaName;

import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The table in which the database remembers its schemas. */
final class SchemaTable {

    static final String SCHEMAS = "_tabularium_schemas";

    private static final Table<?> TABLE = DSL.table(DSL.quotedName(SCHEMAS));
    private static final Field<String> NAME =
            DSL.field(DSL.quotedName("name"), SQLDataType.VARCHAR.notNull());
    private static final Field<String> DEFINITION =
            DSL.field(DSL.quotedName("definition"), SQLDataType.VARCHAR.notNull());
    private static final Field<String> FINGERPRINT =
            DSL.field(DSL.quotedName("fingerprint"), SQLDataType.VARCHAR.notNull());
    private static final Field<Long> REVISION =
            DSL.field(DSL.quotedName("revision"), SQLDataType.BIGINT.notNull());
    private static final Field<Instant> APPLIED_AT =
            DSL.field(DSL.quotedName("applied_at"), SQLDataType.INSTANT.notNull());

    private final SqlRenderer renderer;

    SchemaTable(Dialect dialect) {
        this.renderer = new SqlRenderer(dialect);
    }

    SqlStatement create() {
        return renderer.render(
                DSL.createTableIfNotExists(TABLE)
                        .columns(NAME, DEFINITION, FINGERPRINT, REVISION, APPLIED_AT)
                        .primaryKey(NAME));
    }

    /** Every schema ever provisioned, by name. */
    Map<SchemaName, StoredSchema> read(Connection connection) throws SQLException {
        SqlStatement statement =
                renderer.render(DSL.select(NAME, DEFINITION, FINGERPRINT, REVISION).from(TABLE));
        try (PreparedStatement prepared = statement.prepare(connection);
                ResultSet rows = prepared.executeQuery()) {
            Map<SchemaName, StoredSchema> schemas = new TreeMap<>();
            while (rows.next()) {
                SchemaName name = new SchemaName(rows.getString(1));
                schemas.put(
                        name,
                        new StoredSchema(
                                name, rows.getString(2), rows.getString(3), rows.getLong(4)));
            }
            return schemas;
        }
    }

    /** The fingerprint of every stored definition. */
    Map<SchemaName, String> fingerprints(Connection connection) throws SQLException {
        SqlStatement statement = renderer.render(DSL.select(NAME, FINGERPRINT).from(TABLE));
        try (PreparedStatement prepared = statement.prepare(connection);
                ResultSet rows = prepared.executeQuery()) {
            Map<SchemaName, String> fingerprints = new TreeMap<>();
            while (rows.next()) {
                fingerprints.put(new SchemaName(rows.getString(1)), rows.getString(2));
            }
            return fingerprints;
        }
    }

    /** Every stored definition with the time of its revision, by name. */
    List<StoredDefinition> read(Connection connection, DefinitionCompiler compiler)
            throws SQLException {
        SqlStatement statement =
                renderer.render(
                        DSL.select(NAME, DEFINITION, FINGERPRINT, REVISION, APPLIED_AT)
                                .from(TABLE)
                                .orderBy(NAME));
        try (PreparedStatement prepared = statement.prepare(connection);
                ResultSet rows = prepared.executeQuery()) {
            List<StoredDefinition> definitions = new ArrayList<>();
            while (rows.next()) {
                SchemaName name = new SchemaName(rows.getString(1));
                StoredSchema stored =
                        new StoredSchema(
                                name, rows.getString(2), rows.getString(3), rows.getLong(4));
                definitions.add(
                        new StoredDefinition(
                                compiler.compile(name, stored.definition()),
                                stored.text(),
                                stored.fingerprint(),
                                stored.revision(),
                                rows.getObject(5, OffsetDateTime.class).toInstant()));
            }
            return definitions;
        }
    }

    /** Remembers a first revision, or a later one in place of the one before. */
    SqlStatement write(StoredSchema schema, Instant appliedAt) {
        Field<String> name = value(schema.name().value(), String.class);
        Field<String> text = value(schema.text(), String.class);
        Field<String> fingerprint = value(schema.fingerprint(), String.class);
        Field<Long> revision = value(schema.revision(), Long.class);
        Field<Instant> instant = value(appliedAt, Instant.class);
        if (schema.revision() == 1) {
            return insert(schema, appliedAt);
        }
        return renderer.render(
                DSL.update(TABLE)
                        .set(DEFINITION, text)
                        .set(FINGERPRINT, fingerprint)
                        .set(REVISION, revision)
                        .set(APPLIED_AT, instant)
                        .where(NAME.eq(name)));
    }

    /** Remembers a schema that the table does not know. */
    SqlStatement insert(StoredSchema schema, Instant appliedAt) {
        return renderer.render(
                DSL.insertInto(TABLE)
                        .columns(NAME, DEFINITION, FINGERPRINT, REVISION, APPLIED_AT)
                        .values(
                                value(schema.name().value(), String.class),
                                value(schema.text(), String.class),
                                value(schema.fingerprint(), String.class),
                                value(schema.revision(), Long.class),
                                value(appliedAt, Instant.class)));
    }
}
