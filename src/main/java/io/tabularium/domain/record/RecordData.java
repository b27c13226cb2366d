package io.tabularium.domain.record;

import io.tabularium.domain.query.Projection;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.Schema;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * The values of one record: one for each property of its schema, at the property's position, of the
 * Java type that {@link io.tabularium.domain.schema.BasicType} names, or null. Immutable.
 */
public final class RecordData {

    private final Schema schema;
    private final @Nullable Object[] values;

    /**
     * @param values one for each property; copied. Trusted to be of the right types: they come from
     *     {@link RecordDraft} or from storage. A text from storage may contain U+0000 if an earlier
     *     version stored it. It is read as it is.
     */
    public RecordData(Schema schema, @Nullable Object[] values) {
        if (values.length != schema.properties().size()) {
            throw new IllegalArgumentException(
                    schema
                            + " has "
                            + schema.properties().size()
                            + " properties, not "
                            + values.length);
        }
        this.schema = schema;
        this.values = values.clone();
    }

    public Schema schema() {
        return schema;
    }

    public @Nullable Object get(Property property) {
        return values[property.position()];
    }

    /** The same data with null for every property outside the projection. */
    public RecordData showing(Projection projection) {
        @Nullable Object[] shown = new Object[values.length];
        for (Property property : projection.properties()) {
            shown[property.position()] = values[property.position()];
        }
        return new RecordData(schema, shown);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RecordData data
                && schema.name().equals(data.schema.name())
                && Arrays.equals(values, data.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return schema + Arrays.toString(values);
    }
}
