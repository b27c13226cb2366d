package io.tabularium.loadtests.ratios;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The tables that are measured. */
enum Shape {
    PLAIN("production.schema.json", "primary key", false),
    KEYED("keyed_production.schema.json", "primary key and unique key", true),
    INDEXED("production.schema.json", "primary key and index", false);

    /** Those that bulk loads fill. */
    static final List<Shape> LOADED = List.of(PLAIN, KEYED);

    private static final String OBJECT = "\"type\": \"object\",";
    private static final String INDEXES =
            "\"x-indexes\": [[\"field_code\", \"production_period\"]],";

    private final String schemaFile;
    private final String title;
    private final boolean keyed;

    Shape(String schemaFile, String title, boolean keyed) {
        this.schemaFile = schemaFile;
        this.title = title;
        this.keyed = keyed;
    }

    /**
     * Its schema for the service.
     *
     * @param folder of the schema files
     */
    String schema(Path folder) throws IOException {
        String schema = Files.readString(folder.resolve(schemaFile));
        return this == INDEXED ? schema.replaceFirst(OBJECT, OBJECT + INDEXES) : schema;
    }

    String title() {
        return title;
    }

    /** Whether field, well and period together are unique. */
    boolean isKeyed() {
        return keyed;
    }
}
