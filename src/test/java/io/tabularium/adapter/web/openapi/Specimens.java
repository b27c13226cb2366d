package io.tabularium.adapter.web.openapi;

import io.tabularium.adapter.schemafile.SchemaFileCatalog;
import io.tabularium.contract.SchemaText;
import io.tabularium.domain.schema.Schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The example schemas, one that has every type and names that other things have too, and a plain
 * one.
 */
public final class Specimens {

    public static final Path FILE = Path.of("src/test/resources/openapi/specimens.schema.json");
    public static final Path EXAMPLES = Path.of("schemas");

    /** Names that only the document's own rules keep apart from each other and from its tags. */
    public static final List<String> ALIKE =
            List.of("a_b", "ab", "a__b", "any_records", "records", "schemas");

    /** The text of a small schema. */
    public static final String SMALL =
            "{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"array\"}}}";

    private Specimens() {}

    static Schema schema() {
        try {
            return SchemaText.compile("specimens", Files.readString(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Small ones, whose names are much like each other. */
    static List<Schema> alike() {
        return ALIKE.stream().map(name -> SchemaText.compile(name, SMALL)).toList();
    }

    /** One without unique keys. */
    private static Schema plain() {
        return SchemaText.compile(
                "plain",
                "{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"integer\"}}}");
    }

    /** By name. */
    static List<Schema> all() {
        return Stream.concat(
                        SchemaFileCatalog.load(EXAMPLES).list().stream(),
                        Stream.of(schema(), plain()))
                .sorted(Comparator.comparing(Schema::name))
                .toList();
    }
}
