package io.tabularium.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The schemas that are attacked, and {@code notes}, on which other clients go on working. */
final class Schemas {

    private static final Map<String, String> FILES =
            Map.of(
                    "notes",
                    """
                    "properties": {"text": {"type": "string"}, "place": {"type": "integer", "x-unique": true}}
                    """,
                    "documents",
                    """
                    "properties": {"text": {"type": "string"}, "content": {"type": "object"}}
                    """,
                    "sets",
                    """
                    "properties": {"items": {"type": "array", "uniqueItems": true}}
                    """,
                    "patterns",
                    """
                    "properties": {
                      "plain": {"type": "array",
                        "items": {"type": "string", "pattern": "^(a|b)*$"}},
                      "looking": {"type": "array",
                        "items": {"type": "string", "pattern": "^(?=a)(a|aa)+$"}}}
                    """,
                    "trees",
                    """
                    "properties": {
                      "any": {"type": "array", "items": {"$ref": "#/$defs/any"}},
                      "one": {"type": "array", "items": {"$ref": "#/$defs/one"}}},
                    "$defs": {
                      "any": {"anyOf": [
                        {"properties": {"a": {"$ref": "#/$defs/any"}, "x": {"type": "integer"}},
                          "required": ["y"]},
                        {"properties": {"a": {"$ref": "#/$defs/any"}, "x": {"type": "integer"}}}]},
                      "one": {"oneOf": [
                        {"properties": {"a": {"$ref": "#/$defs/one"}, "x": {"type": "integer"}},
                          "required": ["y"]},
                        {"properties": {"a": {"$ref": "#/$defs/one"}, "x": {"type": "integer"}}}]}}
                    """);

    private Schemas() {}

    /** Writes the schema files into a new folder, which is returned. */
    static Path write(Path parent) throws IOException {
        Path folder = Files.createDirectory(parent.resolve("schemas"));
        for (var file : FILES.entrySet()) {
            Files.writeString(
                    folder.resolve(file.getKey() + ".schema.json"),
                    """
                    {"type": "object", "additionalProperties": false, %s}
                    """
                            .formatted(file.getValue()));
        }
        return folder;
    }
}
