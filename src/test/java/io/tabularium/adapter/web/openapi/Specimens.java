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

/** The example schemas, and one that has every type and names that other things have too. */
public final class Specimens {

    public static final Path FILE = Path.of("src/test/resources/openapi/specimens.schema.json");
    public static final Path EXAMPLES = Path.of("schemas");

    private Specimens() {}

    static Schema schema() {
        try {
            return SchemaText.compile("specimens", Files.readString(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By name. */
    static List<Schema> all() {
        return Stream.concat(SchemaFileCatalog.load(EXAMPLES).list().stream(), Stream.of(schema()))
                .sorted(Comparator.comparing(Schema::name))
                .toList();
    }
}
