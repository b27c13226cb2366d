package io.tabularium.domain.maintenance;

import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.schema.Schema;

/** Tells how far the stored records of a schema are from the order of its clustering. */
public interface StoredOrder {

    /**
     * Estimates the share of a schema's records that would have to move to put all of them in the
     * order of its clustering: 0 if all are in order, near 1 if they are scattered. A table that is
     * too small to gain from an order counts as ordered, and so does one without a clustering. The
     * cost is bounded: a sample of the records is compared.
     *
     * @return from 0 to 1
     * @throws TabulariumException if storage fails
     */
    double disorder(Schema schema);
}
