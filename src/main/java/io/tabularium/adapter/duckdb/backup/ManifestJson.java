package io.tabularium.adapter.duckdb.backup;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.adapter.json.JsonWriter;
import io.tabularium.domain.TabulariumException.MalformedRequest;
import io.tabularium.domain.maintenance.BackupRefused;
import io.tabularium.domain.maintenance.TableContent;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Manifests as JSON. */
public final class ManifestJson {

    private static final long FORMAT = 1;
    private static final JsonReader JSON = new JsonReader(10_000_000);

    private ManifestJson() {}

    public static byte[] write(Manifest manifest) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("taken_at", manifest.takenAt().toString());
        json.put("engine", "duckdb");
        json.put("engine_version", manifest.engineVersion());
        json.put("application_version", manifest.applicationVersion());
        json.put("bytes", manifest.bytes());
        json.put("sha256", manifest.sha256());
        List<Map<String, Object>> tables = new ArrayList<>();
        for (int number = 0; number < manifest.content().contents().size(); number++) {
            tables.add(
                    table(
                            manifest.content().contents().get(number),
                            manifest.content().definitions().get(number)));
        }
        json.put("tables", tables);
        return (JsonWriter.toText(json) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> table(TableContent content, TableDefinition definition) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", content.name());
        json.put("rows", content.rows());
        json.put("checksum", content.checksum());
        json.put("columns", definition.columns());
        json.put("constraints", definition.constraints());
        json.put("indexes", definition.indexes());
        return json;
    }

    /**
     * Reads a manifest.
     *
     * @param file where it was read, for the message
     * @throws BackupRefused if it is no manifest
     */
    public static Manifest read(byte[] bytes, Path file) {
        try {
            return manifest((Map<?, ?>) present(JSON.read(bytes)));
        } catch (MalformedRequest | ClassCastException | DateTimeException e) {
            throw new BackupRefused("The manifest " + file + " cannot be read.", e);
        }
    }

    private static Manifest manifest(Map<?, ?> json) {
        if (number(json, "format") != FORMAT) {
            throw new ClassCastException("a format that is not known");
        }
        List<TableDefinition> definitions = new ArrayList<>();
        List<TableContent> contents = new ArrayList<>();
        for (Object item : (List<?>) present(json.get("tables"))) {
            Map<?, ?> table = (Map<?, ?>) item;
            String name = text(table, "name");
            contents.add(new TableContent(name, number(table, "rows"), text(table, "checksum")));
            definitions.add(
                    new TableDefinition(
                            name,
                            texts(table, "columns"),
                            texts(table, "constraints"),
                            texts(table, "indexes")));
        }
        return new Manifest(
                Instant.parse(text(json, "taken_at")),
                text(json, "engine_version"),
                text(json, "application_version"),
                number(json, "bytes"),
                text(json, "sha256"),
                new SnapshotContent(definitions, contents));
    }

    private static List<String> texts(Map<?, ?> json, String member) {
        return ((List<?>) present(json.get(member))).stream().map(String.class::cast).toList();
    }

    private static String text(Map<?, ?> json, String member) {
        return (String) present(json.get(member));
    }

    private static long number(Map<?, ?> json, String member) {
        return (Long) present(json.get(member));
    }

    private static Object present(@Nullable Object value) {
        if (value == null) {
            throw new ClassCastException("a member that is missing");
        }
        return value;
    }
}
