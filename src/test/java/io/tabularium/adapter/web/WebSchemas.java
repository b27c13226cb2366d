package io.tabularium.adapter.web;

import io.tabularium.contract.SchemaText;
import io.tabularium.contract.TestSchemas;
import io.tabularium.domain.schema.Schema;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The schemas that the web layer is checked with: those of the contract, and some of its own. */
final class WebSchemas {

    /** What is required, bounded or has a default. */
    static final Schema AIRFIELDS =
            SchemaText.compile(
                    "airfields",
                    """
                    {"type": "object", "additionalProperties": false,
                     "required": ["code", "name", "latitude", "longitude"],
                     "properties": {
                      "code": {"type": "string", "pattern": "^[A-Z]{3}$", "x-unique": true},
                      "name": {"type": "string", "minLength": 1},
                      "country": {"type": "string", "default": "USA"},
                      "latitude": {"type": "number", "minimum": -90, "maximum": 90},
                      "longitude": {"type": "number", "minimum": -180, "maximum": 180}}}
                    """);

    private WebSchemas() {}

    /** By name. */
    static List<Schema> all() {
        return Stream.concat(Stream.of(AIRFIELDS), TestSchemas.all().stream())
                .sorted(Comparator.comparing(Schema::name))
                .toList();
    }
}
