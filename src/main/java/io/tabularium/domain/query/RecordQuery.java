package io.tabularium.domain.query;

import io.tabularium.domain.schema.Schema;

import java.util.List;

/**
 * Which records of a schema, in which order, and what of them. Ties, and everything where the order
 * is empty, are in order of creation, so that the order is total.
 */
public record RecordQuery(
        Schema schema, Filter filter, List<SortOrder> order, Projection projection) {

    public RecordQuery {
        order = List.copyOf(order);
    }

    /** Every record of the schema in order of creation. */
    public static RecordQuery everything(Schema schema) {
        return new RecordQuery(schema, Filter.ALL, List.of(), Projection.all(schema));
    }
}
