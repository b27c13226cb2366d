package io.tabularium.contract;

import io.tabularium.adapter.duckdb.sql.DuckDbDialect;
import io.tabularium.adapter.jdbc.ColumnCodec;
import io.tabularium.adapter.jdbc.Dialect;
import io.tabularium.adapter.jdbc.RecordTable;
import io.tabularium.adapter.jdbc.SqlStatement;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.record.RecordFormat;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.PropertyType;

import org.jooq.Condition;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.SQLDialect;

import java.util.List;
import java.util.Optional;

/** DuckDB's, but for lines, which it leaves to Java. */
final class DialectWithoutLines implements Dialect {

    private final Dialect duckDb = new DuckDbDialect();

    @Override
    public Optional<Field<byte[]>> line(
            RecordFormat format, RecordTable table, Projection projection) {
        return Optional.empty();
    }

    @Override
    public SQLDialect family() {
        return duckDb.family();
    }

    @Override
    public DataType<?> columnType(PropertyType type) {
        return duckDb.columnType(type);
    }

    @Override
    public Object parameter(Object value) {
        return duckDb.parameter(value);
    }

    @Override
    public ColumnCodec codec(PropertyType type) {
        return duckDb.codec(type);
    }

    @Override
    public Field<?> nested(Field<?> column, List<String> path, PropertyType type) {
        return duckDb.nested(column, path, type);
    }

    @Override
    public Condition contains(Field<String> text, Field<String> part) {
        return duckDb.contains(text, part);
    }

    @Override
    public Condition startsWith(Field<String> text, Field<String> prefix) {
        return duckDb.startsWith(text, prefix);
    }

    @Override
    public Field<Long> textBytes(Field<?> column) {
        return duckDb.textBytes(column);
    }

    @Override
    public String longestTextsSql(RecordTable table, List<Property> texts) {
        return duckDb.longestTextsSql(table, texts);
    }

    @Override
    public Condition likeIgnoringCase(Field<String> text, Field<String> pattern) {
        return duckDb.likeIgnoringCase(text, pattern);
    }

    @Override
    public DataType<?> sequenceType() {
        return duckDb.sequenceType();
    }

    @Override
    public int longestName() {
        return duckDb.longestName();
    }

    @Override
    public boolean isShared() {
        return duckDb.isShared();
    }

    @Override
    public String takeTurn() {
        return duckDb.takeTurn();
    }

    @Override
    public String endTurn() {
        return duckDb.endTurn();
    }

    @Override
    public boolean sortsByIndex() {
        return duckDb.sortsByIndex();
    }

    @Override
    public List<String> beforeDefinition() {
        return duckDb.beforeDefinition();
    }

    @Override
    public boolean createsBesideWrites() {
        return duckDb.createsBesideWrites();
    }

    @Override
    public List<String> createBesideWrites(SqlStatement creation, String index) {
        return duckDb.createBesideWrites(creation, index);
    }

    @Override
    public String indexNamesSql() {
        return duckDb.indexNamesSql();
    }
}
