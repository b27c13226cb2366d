package io.tabularium.domain.record;

import io.tabularium.domain.Pointer;
import io.tabularium.domain.TabulariumException.InvalidRecord;
import io.tabularium.domain.Violations;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.Schema;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a client sent as the data of a record, by position and not yet checked: JSON values as
 * {@link io.tabularium.domain.json.Json} has them. Filled by one thread, then only read.
 */
public final class RecordDraft {

    private final Schema schema;
    private final @Nullable Object[] values;
    private final boolean[] present;
    private final Set<String> unknown = LinkedHashSet.newLinkedHashSet(0);

    public RecordDraft(Schema schema) {
        this.schema = schema;
        this.values = new Object[schema.properties().size()];
        this.present = new boolean[values.length];
    }

    public Schema schema() {
        return schema;
    }

    /**
     * Sets the value under a key, which may be one that the schema does not declare.
     *
     * @return whether the key was new; if not, the later value stands
     */
    public boolean put(String name, @Nullable Object json) {
        Optional<Property> property = schema.property(name);
        if (property.isPresent()) {
            return put(property.get(), json);
        }
        return unknown.add(name);
    }

    /** Sets the value of a declared property; returns whether it had none. */
    public boolean put(Property property, @Nullable Object json) {
        int position = property.position();
        boolean fresh = !present[position];
        values[position] = json;
        present[position] = true;
        return fresh;
    }

    /**
     * The data of a whole record: absent keys take their defaults.
     *
     * @throws InvalidRecord with every violation
     */
    public RecordData toData() {
        Violations violations = new Violations();
        RecordData data = toData(violations);
        if (!violations.isEmpty()) {
            throw new InvalidRecord(violations);
        }
        return data;
    }

    /** As {@link #toData()}; the result is of use only if no violation was added. */
    public RecordData toData(Violations violations) {
        @Nullable Object[] typed = new Object[values.length];
        for (Property property : schema.properties()) {
            int position = property.position();
            typed[position] =
                    present[position]
                            ? property.read(values[position], violations)
                            : property.absent(violations);
        }
        reportUnknown(violations);
        return new RecordData(schema, typed);
    }

    /**
     * The data that this draft, read as a JSON Merge Patch (RFC 7396), makes of a record's. Absent
     * keys keep their values, null stores null, objects merge, defaults are not applied.
     *
     * @throws InvalidRecord with every violation of the result
     */
    public RecordData patch(RecordData current) {
        Violations violations = new Violations();
        @Nullable Object[] typed = new Object[values.length];
        for (Property property : schema.properties()) {
            int position = property.position();
            @Nullable Object stored = current.get(property);
            typed[position] =
                    present[position]
                            ? property.read(MergePatch.apply(stored, values[position]), violations)
                            : stored;
        }
        reportUnknown(violations);
        if (!violations.isEmpty()) {
            throw new InvalidRecord(violations);
        }
        return new RecordData(schema, typed);
    }

    private void reportUnknown(Violations violations) {
        for (String name : unknown) {
            violations.add(
                    Pointer.ROOT.child(name),
                    "additionalProperties",
                    "is not a property of the schema");
        }
    }
}
