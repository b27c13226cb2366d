package io.tabularium.loadtests.ratios.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The variants of the table of {@link ProductionRow}s: which keys and indexes it has. */
public enum ProductionTable {
    PLAIN("production.schema.json", "primary key", false),
    KEYED("keyed_production.schema.json", "primary key and unique key", true),
    INDEXED("production.schema.json", "primary key and index", false);

    /** Name of the table. */
    public static final String NAME = "production";

    /** Names and SQL types of the columns, in the order of the schema. */
    public static final List<String> COLUMNS =
            List.of(
                    "field_code BIGINT",
                    "field_name VARCHAR",
                    "well_code BIGINT",
                    "well_reference VARCHAR",
                    "well_name VARCHAR",
                    "production_period TIMESTAMP",
                    "days_on_production BIGINT",
                    "oil_production_kbd DOUBLE",
                    "gas_production_mmcfd DOUBLE",
                    "liquids_production_kbd DOUBLE",
                    "water_production_kbd DOUBLE",
                    "data_source VARCHAR",
                    "source_data VARCHAR",
                    "partition_0 VARCHAR");

    /** The variants that bulk loads fill. */
    public static final List<ProductionTable> LOADED = List.of(PLAIN, KEYED);

    private static final String OBJECT = "\"type\": \"object\",";
    private static final String INDEXES =
            "\"x-indexes\": [[\"field_code\", \"production_period\"]],";

    private final String schemaFile;
    private final String title;
    private final boolean keyed;

    ProductionTable(String schemaFile, String title, boolean keyed) {
        this.schemaFile = schemaFile;
        this.title = title;
        this.keyed = keyed;
    }

    /**
     * The JSON Schema that declares the table to the service.
     *
     * @param folder folder of the schema files
     */
    public String schema(Path folder) throws IOException {
        String schema = Files.readString(folder.resolve(schemaFile));
        return this == INDEXED ? schema.replaceFirst(OBJECT, OBJECT + INDEXES) : schema;
    }

    /** Name of the variant in the result table. */
    public String title() {
        return title;
    }

    /** Whether field code, well code and period together are a unique key. */
    public boolean isKeyed() {
        return keyed;
    }
}
