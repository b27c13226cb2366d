package io.tabularium.adapter.web.rows;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.adapter.json.ValueAllowance;
import io.tabularium.adapter.web.body.DraftReader;
import io.tabularium.domain.TabulariumException.InvalidRecord;
import io.tabularium.domain.TabulariumException.MalformedRequest;
import io.tabularium.domain.TabulariumException.TooLarge;
import io.tabularium.domain.record.BulkRow;
import io.tabularium.domain.record.RecordSource;
import io.tabularium.domain.schema.Schema;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The elements of a JSON array, read as they are asked for. An element that is no object is a
 * verdict on that row; a malformed one leaves nothing to read on from and ends the load.
 */
public final class JsonArrayRows implements RecordSource {

    private final Schema schema;
    private final JsonParser parser;
    private final int maxRows;
    private final boolean lastValue;
    private final Rows rows = new Rows();
    private long index;
    private boolean ended;

    private JsonArrayRows(Schema schema, JsonParser parser, int maxRows, boolean lastValue) {
        this.schema = schema;
        this.parser = parser;
        this.maxRows = maxRows;
        this.lastValue = lastValue;
    }

    /**
     * The array that is the whole text.
     *
     * @param parser stands before the first token
     * @param maxRows more end the load as too large
     * @throws MalformedRequest if the text does not begin with an array
     */
    public static JsonArrayRows ofWhole(Schema schema, JsonParser parser, int maxRows) {
        return JsonReader.guarded(
                parser,
                at -> {
                    JsonReader.enter(at);
                    return of(schema, at, maxRows, true);
                });
    }

    /**
     * The array that begins with the current token.
     *
     * @param maxRows more end the load as too large
     * @throws MalformedRequest if it is another value
     */
    public static JsonArrayRows ofCurrent(Schema schema, JsonParser parser, int maxRows) {
        return of(schema, parser, maxRows, false);
    }

    private static JsonArrayRows of(
            Schema schema, JsonParser parser, int maxRows, boolean lastValue) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw JsonReader.fault("The records must be a JSON array", parser);
        }
        return new JsonArrayRows(schema, parser, maxRows, lastValue);
    }

    @Override
    public @Nullable BulkRow next() {
        return ended ? null : JsonReader.<@Nullable BulkRow>guarded(parser, this::read);
    }

    private @Nullable BulkRow read(JsonParser at) {
        if (at.nextToken() == JsonToken.END_ARRAY) {
            ended = true;
            if (lastValue) {
                JsonReader.requireEnd(at);
            }
            return null;
        }
        if (index == maxRows) {
            throw new TooLarge("A JSON array may have " + maxRows + " records.");
        }
        long row = index++;
        try {
            return rows.of(row, 0, DraftReader.read(at, schema, new ValueAllowance()));
        } catch (InvalidRecord e) {
            return rows.invalid(row, 0, e);
        }
    }
}
