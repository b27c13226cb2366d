package io.tabularium.adapter.jdbc.write;

import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.Schema;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a group of writes comes to in one table. No record is in it twice, and no value of a unique
 * key is both freed and taken.
 */
public record TableChanges(
        Schema schema, List<DataRecord> inserts, List<Update> updates, List<DataRecord> removals) {

    public TableChanges {
        inserts = List.copyOf(inserts);
        updates = List.copyOf(updates);
        removals = List.copyOf(removals);
    }

    /** The records that are changed or removed, as they are stored. */
    public List<DataRecord> replaced() {
        return Stream.concat(updates.stream().map(Update::before), removals.stream()).toList();
    }

    /** How many records are changed. */
    public int size() {
        return inserts.size() + updates.size() + removals.size();
    }

    /**
     * A stored record, and what it becomes.
     *
     * @param before without the values that no index or unique key covers
     * @param changed the properties whose values may differ, in the order of the schema
     */
    public record Update(DataRecord before, DataRecord after, List<Property> changed) {
        public Update {
            changed = List.copyOf(changed);
        }
    }
}
