package io.tabularium.adapter.postgresql.sql;

import static java.util.stream.Collectors.joining;

import io.tabularium.adapter.jdbc.ColumnCodec;
import io.tabularium.adapter.jdbc.Dialect;
import io.tabularium.adapter.jdbc.QuotedTable;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.SqlStatement;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.record.RecordFormat;
import io.tabularium.domain.schema.BasicType;
import io.tabularium.domain.schema.DecimalType;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.PropertyType;

import org.jooq.Condition;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** PostgreSQL's types and expressions, from version 17 on. */
public final class PostgreSqlDialect implements Dialect {

    /** The table in which processes tell each other how long texts are. */
    public static final String LENGTHS = "_tabularium_lengths";

    /** Longer names are cut by the server. */
    private static final int LONGEST_NAME = 63;

    /**
     * The key of the advisory lock under which tables are defined: "tabulari" in ASCII. Several
     * processes that start at the same time wait for each other.
     */
    public static final long DEFINITION_LOCK = 0x746162756c617269L;

    /** As above, for indexes that are made beside writes. */
    private static final long INDEX_LOCK = DEFINITION_LOCK + 1;

    private final Topology topology;

    /** The dialect of statements that are the same on a server and on a cluster. */
    public PostgreSqlDialect() {
        this(Topology.SERVER);
    }

    /**
     * @param topology decides where tables are stored, and which indexes they can have
     */
    public PostgreSqlDialect(Topology topology) {
        this.topology = topology;
    }

    @Override
    public SQLDialect family() {
        return SQLDialect.POSTGRES;
    }

    /**
     * Text is compared by its bytes, which is the order of code points. Nested values are of type
     * {@code json}, which keeps their text as it is; {@code jsonb} would sort the members.
     */
    @Override
    public DataType<?> columnType(PropertyType type) {
        return switch (type) {
            case DecimalType decimal -> SQLDataType.NUMERIC(decimal.precision(), decimal.scale());
            case BasicType basic ->
                    switch (basic) {
                        case TEXT -> SQLDataType.CLOB.collation(DSL.collation("C"));
                        case INTEGER -> SQLDataType.BIGINT;
                        case DOUBLE -> SQLDataType.DOUBLE;
                        case BOOLEAN -> SQLDataType.BOOLEAN;
                        case DATE -> SQLDataType.LOCALDATE;
                        case INSTANT -> SQLDataType.TIMESTAMPWITHTIMEZONE;
                        case LOCAL_DATE_TIME -> SQLDataType.LOCALDATETIME;
                        case UUID -> SQLDataType.UUID;
                        case OBJECT, ARRAY -> SQLDataType.JSON;
                    };
        };
    }

    @Override
    public Object parameter(Object value) {
        return value;
    }

    @Override
    public ColumnCodec codec(PropertyType type) {
        return ColumnCodec.standard(type);
    }

    @Override
    public Field<?> nested(Field<?> column, List<String> path, PropertyType type) {
        return new NestedValue(column, path).of(type, columnType(type));
    }

    /**
     * The collation {@code pg_c_utf8} has the simple lower case of Unicode. Under "C" only ASCII
     * letters have one.
     */
    @Override
    public Condition likeIgnoringCase(Field<String> text, Field<String> pattern) {
        return DSL.condition(
                "lower({0} collate pg_c_utf8) like lower({1} collate pg_c_utf8) escape '\\'",
                text, pattern);
    }

    @Override
    public Condition contains(Field<String> text, Field<String> part) {
        return DSL.condition("strpos({0}, {1}) > 0", text, part);
    }

    /** The operator finds its range in an index, which the function of that name does not. */
    @Override
    public Condition startsWith(Field<String> text, Field<String> prefix) {
        return DSL.condition("{0} ^@ {1}", text, prefix);
    }

    /** PostgreSQL writes doubles in another way. */
    @Override
    public Optional<Field<byte[]>> line(
            RecordFormat format, RecordTable table, Projection projection) {
        return Optional.empty();
    }

    @Override
    public Field<Long> textBytes(Field<?> column) {
        return DSL.field("octet_length(cast({0} as text))", Long.class, column);
    }

    @Override
    public String longestTextsSql(RecordTable table, List<Property> texts) {
        QuotedTable quoted = new QuotedTable(table);
        return texts.stream()
                .map(quoted::column)
                .map("coalesce(max(octet_length(%s::text)), 0)"::formatted)
                .collect(joining(", ", "SELECT ", " FROM " + quoted.name()));
    }

    @Override
    public DataType<?> sequenceType() {
        return SQLDataType.BIGINT.generatedByDefaultAsIdentity();
    }

    @Override
    public List<String> place(RecordTable table) {
        return topology.place(table);
    }

    /** A cluster cannot compare the places of rows on several nodes. */
    @Override
    public boolean guardsSequence(RecordTable table) {
        return !topology.spreads(table.schema());
    }

    @Override
    public int longestName() {
        return LONGEST_NAME;
    }

    @Override
    public boolean isShared() {
        return true;
    }

    /** A lock of the session. To wait for it would hold a snapshot that the other one waits for. */
    @Override
    public String takeTurn() {
        return "SELECT pg_try_advisory_lock(" + INDEX_LOCK + ")";
    }

    @Override
    public String endTurn() {
        return "SELECT pg_advisory_unlock(" + INDEX_LOCK + ")";
    }

    @Override
    public boolean sortsByIndex() {
        return true;
    }

    @Override
    public List<String> beforeDefinition() {
        return List.of(
                "SELECT pg_advisory_xact_lock(" + DEFINITION_LOCK + ")",
                // A change that waits for a long stream would make all others wait behind it.
                "SET LOCAL lock_timeout = '10s'");
    }

    @Override
    public boolean createsBesideWrites() {
        return true;
    }

    @Override
    public List<String> createFurtherTables() {
        return List.of(
                """
                CREATE TABLE IF NOT EXISTS %s (schema_name text, property text, \
                bytes bigint NOT NULL, PRIMARY KEY (schema_name, property))"""
                        .formatted(LENGTHS));
    }

    /** An index whose making was broken off is there, and not valid. */
    @Override
    public List<String> createBesideWrites(SqlStatement creation, String index) {
        return List.of(
                "DROP INDEX CONCURRENTLY IF EXISTS " + index,
                creation.sql().replaceFirst("index", "index concurrently"));
    }

    @Override
    public String indexNamesSql() {
        return "select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid"
                + " join pg_class t on t.oid = i.indrelid"
                + " where t.relnamespace = current_schema()::regnamespace and t.relname = ?"
                + " and i.indisvalid and c.relname like '%$%'";
    }
}
