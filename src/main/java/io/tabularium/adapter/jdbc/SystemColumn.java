package io.tabularium.adapter.jdbc;

import io.tabularium.domain.schema.BasicType;

/** The columns that every table of records begins with, in this order. */
public enum SystemColumn {
    /** The record's place in the order of creation: short, so that sorts by it are cheap. */
    SEQUENCE("_seq", BasicType.INTEGER),
    ID("_id", BasicType.UUID),
    VERSION("_version", BasicType.INTEGER),
    CREATED_AT("_created_at", BasicType.INSTANT),
    UPDATED_AT("_updated_at", BasicType.INSTANT);

    private final String columnName;
    private final BasicType type;

    SystemColumn(String columnName, BasicType type) {
        this.columnName = columnName;
        this.type = type;
    }

    /** Unquoted. */
    public String columnName() {
        return columnName;
    }

    public BasicType type() {
        return type;
    }
}
