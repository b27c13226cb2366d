package io.tabularium.loadtests.ratios.data;

/** Type of a generated column: its JSON Schema for the service, its SQL type for DuckDB. */
enum ColumnType {
    TEXT("\"type\":[\"string\",\"null\"]", "VARCHAR"),
    INTEGER("\"type\":[\"integer\",\"null\"]", "BIGINT"),
    DOUBLE("\"type\":[\"number\",\"null\"]", "DOUBLE"),
    DECIMAL("\"type\":[\"number\",\"null\"],\"x-precision\":18,\"x-scale\":4", "DECIMAL(18, 4)"),
    BOOLEAN("\"type\":[\"boolean\",\"null\"]", "BOOLEAN"),
    DATE("\"type\":[\"string\",\"null\"],\"format\":\"date\"", "DATE"),
    INSTANT("\"type\":[\"string\",\"null\"],\"format\":\"date-time\"", "TIMESTAMPTZ"),
    LOCAL_DATE_TIME("\"type\":[\"string\",\"null\"],\"format\":\"local-date-time\"", "TIMESTAMP"),
    UUID("\"type\":[\"string\",\"null\"],\"format\":\"uuid\"", "UUID"),
    OBJECT("\"type\":[\"object\",\"null\"]", "JSON"),
    ARRAY("\"type\":[\"array\",\"null\"]", "JSON");

    private final String keywords;
    private final String engineType;

    ColumnType(String keywords, String engineType) {
        this.keywords = keywords;
        this.engineType = engineType;
    }

    /** The JSON Schema of a nullable property of this type. */
    String schema() {
        return "{" + keywords + "}";
    }

    /** The SQL type of a DuckDB column. */
    String engineType() {
        return engineType;
    }
}
