package io.tabularium.domain;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.adapter.schemafile.SchemaFileCatalog;
import io.tabularium.domain.record.RecordDraft;
import io.tabularium.domain.schema.Schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Schemas and drafts from JSON with single quotes. */
public final class Compiled {

    private static final JsonReader READER = new JsonReader(100_000);

    private Compiled() {}

    /** The schema with these properties; {@code more} follows them in the definition. */
    public static Schema schema(String properties, String more) {
        try {
            Path folder = Files.createTempDirectory("schema");
            Path file = folder.resolve("things.schema.json");
            String text = "{'type':'object','properties':{" + properties + "}" + more + "}";
            Files.writeString(file, text.replace('\'', '"'));
            Schema schema = SchemaFileCatalog.load(folder).find("things").orElseThrow();
            Files.delete(file);
            Files.delete(folder);
            return schema;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a client that sends this object drafts. */
    public static RecordDraft draft(Schema schema, String data) {
        RecordDraft draft = new RecordDraft(schema);
        ((Map<?, ?>) json(data)).forEach((name, value) -> draft.put((String) name, value));
        return draft;
    }

    /** The JSON value. */
    public static Object json(String text) {
        return READER.read(text.replace('\'', '"'));
    }
}
