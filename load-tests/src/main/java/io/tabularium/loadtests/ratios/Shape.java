package io.tabularium.loadtests.ratios;

/** The tables that are measured. */
enum Shape {
    PLAIN("production.schema.json", "primary key", false),
    KEYED("keyed_production.schema.json", "primary key and unique key", true);

    private final String schemaFile;
    private final String title;
    private final boolean keyed;

    Shape(String schemaFile, String title, boolean keyed) {
        this.schemaFile = schemaFile;
        this.title = title;
        this.keyed = keyed;
    }

    /** Its schema for the service. */
    String schemaFile() {
        return schemaFile;
    }

    String title() {
        return title;
    }

    /** Whether field, well and period together are unique. */
    boolean isKeyed() {
        return keyed;
    }
}
