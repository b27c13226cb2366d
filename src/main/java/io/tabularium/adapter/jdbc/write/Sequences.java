package io.tabularium.adapter.jdbc.write;

import io.tabularium.domain.schema.SchemaName;

/** Hands out places in the order of creation, for each schema its own. */
@FunctionalInterface
public interface Sequences {

    /** A place that nobody else is given; larger than those that were given before. */
    long next(SchemaName schema);
}
