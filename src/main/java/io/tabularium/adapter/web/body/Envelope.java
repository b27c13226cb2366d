package io.tabularium.adapter.web.body;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.domain.Quoted;
import io.tabularium.domain.TabulariumException.MalformedRequest;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The body {@code {"schema_name": …, "data": …}}, members in either order. As the data can only be
 * read once the schema is known, the body is gone through twice.
 */
public final class Envelope {

    private static final String SCHEMA_NAME = "schema_name";
    private static final String DATA = "data";

    private Envelope() {}

    /**
     * Goes through the whole body and returns the name of the schema.
     *
     * @param parser stands before the first token
     * @throws MalformedRequest if it is not well-formed, or a member is missing, unknown or there
     *     twice
     */
    public static String readSchemaName(JsonParser parser) {
        JsonReader.enter(parser);
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw JsonReader.fault(
                    "The body must be an object with the members 'schema_name' and 'data'", parser);
        }
        @Nullable String schemaName = null;
        boolean data = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String member = parser.currentName();
            switch (member) {
                case SCHEMA_NAME -> {
                    requireFirst(schemaName == null, parser);
                    schemaName = readName(parser);
                }
                case DATA -> {
                    requireFirst(!data, parser);
                    parser.nextToken();
                    parser.skipChildren();
                    data = true;
                }
                default ->
                        throw JsonReader.fault("There is no member " + Quoted.of(member), parser);
            }
        }
        JsonReader.requireEnd(parser);
        if (schemaName == null) {
            throw new MalformedRequest("The member 'schema_name' is missing.");
        }
        if (!data) {
            throw new MalformedRequest("The member 'data' is missing.");
        }
        return schemaName;
    }

    /**
     * Goes to the first token of the data.
     *
     * @param parser stands before the first token of a body that was gone through before
     */
    public static void enterData(JsonParser parser) {
        parser.nextToken();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            boolean found = parser.currentName().equals(DATA);
            parser.nextToken();
            if (found) {
                return;
            }
        }
        throw new IllegalStateException("an envelope without data");
    }

    private static String readName(JsonParser parser) {
        if (parser.nextToken() != JsonToken.VALUE_STRING) {
            throw JsonReader.fault("The member 'schema_name' must be a string", parser);
        }
        return parser.getString();
    }

    private static void requireFirst(boolean first, JsonParser parser) {
        if (!first) {
            throw JsonReader.duplicateKey(parser);
        }
    }
}
