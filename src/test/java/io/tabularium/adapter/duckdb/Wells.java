package io.tabularium.adapter.duckdb;

import io.tabularium.contract.SchemaText;
import io.tabularium.domain.query.Field;
import io.tabularium.domain.query.Filter;
import io.tabularium.domain.query.PageRequest;
import io.tabularium.domain.query.PageRequest.Start;
import io.tabularium.domain.query.Projection;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.query.SortOrder;
import io.tabularium.domain.query.SortOrder.Direction;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordPage;
import io.tabularium.domain.record.RecordReader;
import io.tabularium.domain.record.Rooms;
import io.tabularium.domain.schema.Schema;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Schemas with a clustering, and data of them that come in another order. */
public final class Wells {

    private static final String PROPERTIES =
            """
            "field": {"type": "string"},
            "period": {"type": "integer"},
            "name": {"type": "string", "x-unique": true},
            "label": {"type": "string", "x-indexed": true}
            """;

    /** Has a unique key and an index. */
    public static final Schema WELLS = schema(PROPERTIES);

    /** The same with a new property in front of the others. */
    public static final Schema GROWN = schema("\"depth\": {\"type\": \"integer\"}," + PROPERTIES);

    /** Has no key, so that bulk loads fill the table beside the writer thread. */
    public static final Schema SAMPLES =
            SchemaText.compile(
                    "samples",
                    """
                    {"type": "object", "x-cluster": ["value"], "properties": {
                      "value": {"type": "integer"}}}
                    """);

    /** Half of the records in each page's order are equal. */
    public static final RecordQuery BY_FIELD =
            new RecordQuery(
                    WELLS,
                    Filter.ALL,
                    List.of(
                            new SortOrder(
                                    Field.resolve(WELLS, "field").orElseThrow(),
                                    Direction.DESCENDING)),
                    Projection.all(WELLS));

    private Wells() {}

    public static RecordData well(int number) {
        return well(number % 11 == 0 ? null : "field " + number % 7, number);
    }

    public static RecordData well(@Nullable String field, int number) {
        return new RecordData(
                WELLS,
                new Object[] {
                    field, (long) (number * 31 % 100), "well " + number, "label " + number % 100
                });
    }

    /** So many wells. */
    public static List<RecordData> wells(int number) {
        return IntStream.range(0, number).mapToObj(Wells::well).toList();
    }

    public static RecordData grown(String name, long depth) {
        return new RecordData(GROWN, new Object[] {depth, "field", 1L, name, "label"});
    }

    public static RecordData sample(long value) {
        return new RecordData(SAMPLES, new Object[] {value});
    }

    /** The records of all pages; after each page something may happen. */
    public static List<DataRecord> walk(RecordReader reader, Runnable afterPage) {
        List<DataRecord> walked = new ArrayList<>();
        RecordPage page = reader.search(BY_FIELD, page(new Start.Offset(0)), Rooms.unbounded());
        walked.addAll(page.items());
        while (page.next().isPresent()) {
            afterPage.run();
            page =
                    reader.search(
                            BY_FIELD, page(new Start.After(page.next().get())), Rooms.unbounded());
            walked.addAll(page.items());
        }
        return walked;
    }

    private static PageRequest page(Start start) {
        return new PageRequest(start, 300, false);
    }

    private static Schema schema(String properties) {
        return SchemaText.compile(
                "wells",
                """
                {"type": "object", "x-cluster": ["field", "period"], "properties": {%s}}
                """
                        .formatted(properties));
    }
}
