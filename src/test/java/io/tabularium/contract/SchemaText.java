package io.tabularium.contract;

import io.tabularium.adapter.schemafile.SchemaFileCatalog;
import io.tabularium.domain.schema.Schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Schemas from the text of their files. */
public final class SchemaText {

    private SchemaText() {}

    /** The schema that a file of that name and content declares. */
    public static Schema compile(String name, String definition) {
        try {
            Path folder = Files.createTempDirectory("schema");
            Path file = folder.resolve(name + ".schema.json");
            try {
                Files.writeString(file, definition);
                return SchemaFileCatalog.load(folder).find(name).orElseThrow();
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
