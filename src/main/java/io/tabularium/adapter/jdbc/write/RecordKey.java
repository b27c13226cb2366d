package io.tabularium.adapter.jdbc.write;

import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.schema.SchemaName;

import java.util.Comparator;

/**
 * What identifies a record among those of all schemas. A client may choose identifiers of equal
 * hash codes: keys are comparable, so that a hash map finds them fast all the same.
 */
public record RecordKey(SchemaName schema, RecordId id) implements Comparable<RecordKey> {

    private static final Comparator<RecordKey> ORDER =
            Comparator.comparing(RecordKey::schema).thenComparing(RecordKey::id);

    public static RecordKey of(Mutation mutation) {
        return new RecordKey(mutation.schema().name(), mutation.id());
    }

    public static RecordKey of(DataRecord dataRecord) {
        return new RecordKey(dataRecord.schema().name(), dataRecord.id());
    }

    @Override
    public int compareTo(RecordKey other) {
        return ORDER.compare(this, other);
    }
}
