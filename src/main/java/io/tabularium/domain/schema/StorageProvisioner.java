package io.tabularium.domain.schema;

import io.tabularium.domain.schema.evolution.SchemaEvolution;
import io.tabularium.domain.schema.evolution.SchemaRefused;

import java.util.List;

/** Makes storage ready for the records of schemas. */
public interface StorageProvisioner {

    /**
     * Creates what is missing, applies changes that {@link SchemaEvolution} calls additive, and
     * records each schema's definition. All or nothing: if any schema is refused, none is touched.
     * Calling it again with the same schemas changes nothing.
     *
     * @throws SchemaRefused if a schema differs from what is stored in a way that could lose or
     *     contradict stored records
     */
    void provision(List<Schema> schemas);
}
