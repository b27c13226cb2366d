package io.tabularium.contract;

import io.tabularium.domain.schema.Schema;

import java.util.List;

/** The schemas that the contract is checked with. */
public final class TestSchemas {

    /** Every type, scalars inside an object included. */
    public static final Schema READINGS =
            SchemaText.compile(
                    "readings",
                    """
                    {"type": "object", "additionalProperties": false, "properties": {
                      "text": {"type": "string", "x-indexed": true},
                      "number": {"type": "integer", "x-indexed": true},
                      "ratio": {"type": "number"},
                      "amount": {"type": "number", "x-precision": 38, "x-scale": 10},
                      "cents": {"type": "number", "x-precision": 4, "x-scale": 2},
                      "flag": {"type": "boolean"},
                      "day": {"type": "string", "format": "date"},
                      "moment": {"type": "string", "format": "date-time"},
                      "local": {"type": "string", "format": "local-date-time"},
                      "token": {"type": "string", "format": "uuid"},
                      "share": {"type": "number", "x-precision": 38, "x-scale": 38},
                      "details": {"type": "object", "properties": {
                        "text": {"type": "string"},
                        "number": {"type": "integer"},
                        "ratio": {"type": "number"},
                        "amount": {"type": "number", "x-precision": 15, "x-scale": 4},
                        "flag": {"type": "boolean"},
                        "day": {"type": "string", "format": "date"},
                        "moment": {"type": "string", "format": "date-time"},
                        "local": {"type": "string", "format": "local-date-time"},
                        "token": {"type": "string", "format": "uuid"},
                        "it's \\"odd\\" [*] $": {"type": "string"},
                        "0": {"type": "integer"},
                        "deep": {"type": "object", "properties": {
                          "number": {"type": "integer"},
                          "text": {"type": "string"}}}}},
                      "tags": {"type": "array"}}}
                    """);

    /** A number to be counted up. */
    public static final Schema COUNTERS =
            SchemaText.compile(
                    "counters",
                    """
                    {"type": "object", "additionalProperties": false, "properties": {
                      "name": {"type": "string"},
                      "value": {"type": "integer"}}}
                    """);

    /** A unique property, a composite unique key, and indexes. */
    public static final Schema STATIONS =
            SchemaText.compile(
                    "stations",
                    """
                    {"type": "object", "additionalProperties": false,
                     "x-unique": [["network", "number"]], "x-indexes": [["label", "number"]],
                     "properties": {
                      "code": {"type": "string", "x-unique": true},
                      "network": {"type": "string"},
                      "number": {"type": "integer"},
                      "label": {"type": "string", "x-indexed": true}}}
                    """);

    /** Names that SQL has uses of its own for. */
    public static final Schema KEYWORDS =
            SchemaText.compile(
                    "select",
                    """
                    {"type": "object", "additionalProperties": false,
                     "x-unique": [["from", "Where"]], "x-indexes": [["order"]],
                     "properties": {
                      "from": {"type": "string"},
                      "Where": {"type": "integer"},
                      "order": {"type": "integer"},
                      "id": {"type": "string"},
                      "version": {"type": "boolean"},
                      "created_at": {"type": "integer"}}}
                    """);

    private TestSchemas() {}

    public static List<Schema> all() {
        return List.of(READINGS, COUNTERS, STATIONS, KEYWORDS);
    }
}
