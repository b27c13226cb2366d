package io.tabularium.adapter.schemafile;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.TabulariumException.MalformedRequest;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.SchemaCatalog;
import io.tabularium.domain.schema.SchemaName;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The schemas in a folder: each file {@code <name>.schema.json} is one, read once. Another file
 * that ends in {@code .json} is a fault, for it is most likely a schema under a wrong name; every
 * other file is none of ours.
 */
public final class SchemaFileCatalog implements SchemaCatalog {

    static final int MAX_FILE_SIZE = 1 << 20;

    private static final String SUFFIX = ".schema.json";

    private final Map<String, Schema> schemas;

    private SchemaFileCatalog(Map<String, Schema> schemas) {
        this.schemas = Map.copyOf(schemas);
    }

    /**
     * Reads and compiles every schema file in the folder; not those in folders below.
     *
     * @throws SchemaFileException if there is no such folder or any file has a fault
     */
    public static SchemaFileCatalog load(Path location) {
        List<SchemaFault> faults = new ArrayList<>();
        Map<String, Schema> schemas = new TreeMap<>();
        for (Path file : jsonFilesIn(location)) {
            Faults found = new Faults(String.valueOf(file.getFileName()));
            read(file, found).ifPresent(schema -> schemas.put(schema.name().value(), schema));
            faults.addAll(found.toList());
        }
        if (!faults.isEmpty()) {
            throw new SchemaFileException(location, faults);
        }
        return new SchemaFileCatalog(schemas);
    }

    @Override
    public Optional<Schema> find(String name) {
        return Optional.ofNullable(schemas.get(name));
    }

    @Override
    public List<Schema> list() {
        return schemas.keySet().stream().sorted().map(schemas::get).toList();
    }

    private static List<Path> jsonFilesIn(Path location) {
        try (Stream<Path> entries = Files.list(location)) {
            return entries.filter(SchemaFileCatalog::isJsonFile).sorted().toList();
        } catch (IOException e) {
            throw new SchemaFileException(
                    location, List.of(new SchemaFault(".", "", "", "is no folder to be read")), e);
        }
    }

    private static boolean isJsonFile(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".json") && Files.isRegularFile(file);
    }

    private static Optional<Schema> read(Path file, Faults faults) {
        String fileName = String.valueOf(file.getFileName());
        if (!fileName.endsWith(SUFFIX)) {
            faults.add("a schema file is named <name>" + SUFFIX);
            return Optional.empty();
        }
        return nameOf(fileName, faults)
                .flatMap(
                        name ->
                                definitionIn(file, faults)
                                        .flatMap(
                                                definition ->
                                                        SchemaCompiler.compile(
                                                                name, definition, faults)));
    }

    private static Optional<SchemaName> nameOf(String fileName, Faults faults) {
        try {
            String name = fileName.substring(0, fileName.length() - SUFFIX.length());
            return Optional.of(new SchemaName(name));
        } catch (IllegalArgumentException refused) {
            faults.add(String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    @SuppressWarnings("unchecked") // a JSON object's keys are strings
    private static Optional<Map<String, @Nullable Object>> definitionIn(Path file, Faults faults) {
        try (InputStream content = Files.newInputStream(file)) {
            byte[] bytes = content.readNBytes(MAX_FILE_SIZE + 1);
            if (bytes.length > MAX_FILE_SIZE) {
                faults.add("is larger than " + MAX_FILE_SIZE + " bytes");
                return Optional.empty();
            }
            if (new JsonReader(MAX_FILE_SIZE).read(bytes) instanceof Map<?, ?> definition) {
                return Optional.of((Map<String, @Nullable Object>) definition);
            }
            faults.add("must be a JSON object");
        } catch (MalformedRequest refused) {
            faults.add(
                    "line %d, column %d: %s"
                            .formatted(refused.line(), refused.column(), refused.getMessage()));
        } catch (TabulariumException refused) {
            faults.add(String.valueOf(refused.getMessage()));
        } catch (IOException e) {
            faults.add("cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }
}
