package io.tabularium.contract;

import io.tabularium.adapter.json.JsonReader;
import io.tabularium.domain.query.Field;
import io.tabularium.domain.record.BulkRow;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordDraft;
import io.tabularium.domain.record.RecordSource;
import io.tabularium.domain.schema.Schema;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Data for tests, as short as can be. */
final class Rows {

    private static final JsonReader JSON = new JsonReader(10_000_000);

    private Rows() {}

    /** The value that the text is. */
    static @Nullable Object json(String text) {
        return JSON.read(text);
    }

    /** The data that a JSON object stands for. */
    static RecordData parse(Schema schema, String json) {
        RecordDraft draft = new RecordDraft(schema);
        ((Map<?, ?>) JSON.read(json)).forEach((name, value) -> draft.put((String) name, value));
        return draft.toData();
    }

    /** The data in which one property has that typed value, and all others are null. */
    static RecordData with(Schema schema, String property, @Nullable Object value) {
        @Nullable Object[] values = new Object[schema.properties().size()];
        values[schema.property(property).orElseThrow().position()] = value;
        return new RecordData(schema, values);
    }

    static RecordData counter(String name, @Nullable Long value) {
        return new RecordData(TestSchemas.COUNTERS, new Object[] {name, value});
    }

    static RecordData station(
            @Nullable String code,
            @Nullable String network,
            @Nullable Long number,
            @Nullable String label) {
        return new RecordData(TestSchemas.STATIONS, new Object[] {code, network, number, label});
    }

    static Field field(Schema schema, String reference) {
        return Field.resolve(schema, reference).orElseThrow();
    }

    static @Nullable Object value(RecordData data, String property) {
        return data.get(data.schema().property(property).orElseThrow());
    }

    /** The rows as the input of a bulk load, on lines from 1. */
    static RecordSource source(List<RecordData> rows) {
        List<BulkRow> bulk = new ArrayList<>();
        for (RecordData row : rows) {
            bulk.add(new BulkRow.Valid(bulk.size(), bulk.size() + 1L, row));
        }
        return sourceOf(bulk);
    }

    static RecordSource sourceOf(List<BulkRow> rows) {
        Iterator<BulkRow> iterator = rows.iterator();
        return () -> iterator.hasNext() ? iterator.next() : null;
    }
}
