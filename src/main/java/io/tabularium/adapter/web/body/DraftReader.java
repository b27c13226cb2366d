package io.tabularium.adapter.web.body;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.adapter.json.ValueAllowance;
import io.tabularium.domain.Pointer;
import io.tabularium.domain.TabulariumException.InvalidRecord;
import io.tabularium.domain.TabulariumException.MalformedRequest;
import io.tabularium.domain.Violations;
import io.tabularium.domain.record.RecordDraft;
import io.tabularium.domain.schema.Schema;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads a JSON object straight into a draft, without a tree between. */
public final class DraftReader {

    private DraftReader() {}

    /**
     * The draft that the text's only value makes; the parser stands before its first token.
     *
     * @throws MalformedRequest if the text is not one well-formed value, or has a key twice
     * @throws InvalidRecord if the value is well-formed but no object
     */
    public static RecordDraft readWhole(
            JsonParser parser, Schema schema, ValueAllowance allowance) {
        JsonReader.enter(parser);
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            JsonReader.readValue(parser, allowance);
            JsonReader.requireEnd(parser);
            throw notAnObject();
        }
        RecordDraft draft = readObject(parser, schema, allowance);
        JsonReader.requireEnd(parser);
        return draft;
    }

    /**
     * The draft that the value beginning with the current token makes; the parser is left at its
     * last token.
     *
     * @throws MalformedRequest if it is not well-formed or has a key twice
     * @throws InvalidRecord if it is well-formed but no object
     */
    public static RecordDraft read(JsonParser parser, Schema schema, ValueAllowance allowance) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            JsonReader.readValue(parser, allowance);
            throw notAnObject();
        }
        return readObject(parser, schema, allowance);
    }

    private static RecordDraft readObject(
            JsonParser parser, Schema schema, ValueAllowance allowance) {
        RecordDraft draft = new RecordDraft(schema);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (!draft.put(name, JsonReader.readValue(parser, allowance))) {
                throw JsonReader.duplicateKey(parser);
            }
        }
        return draft;
    }

    private static InvalidRecord notAnObject() {
        Violations violations = new Violations();
        violations.add(Pointer.ROOT, "type", "must be an object");
        return new InvalidRecord(violations);
    }
}
