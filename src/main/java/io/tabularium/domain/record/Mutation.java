package io.tabularium.domain.record;

import io.tabularium.domain.TabulariumException;
import io.tabularium.domain.TabulariumException.DuplicateRecord;
import io.tabularium.domain.TabulariumException.RecordNotFound;
import io.tabularium.domain.schema.Property;
import io.tabularium.domain.schema.Schema;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** A write of one record, as a decision still to be made against what is stored. */
public sealed interface Mutation {

    Schema schema();

    RecordId id();

    /**
     * What the write comes to, given the record that is stored under its id. Storage calls this
     * where no other write can come between, and then does what the change says. Takes constant
     * time: the data were validated before.
     *
     * @param current the stored record, if there is one; its data are not looked at
     * @param now with microseconds
     * @param sequence the next place in the order of creation, taken only for a new record
     * @throws TabulariumException if the write is refused
     */
    Change decide(Optional<DataRecord> current, Instant now, LongSupplier sequence);

    /** A new record. */
    record Create(RecordId id, RecordData data) implements Mutation {
        @Override
        public Schema schema() {
            return data.schema();
        }

        @Override
        public Change decide(Optional<DataRecord> current, Instant now, LongSupplier sequence) {
            if (current.isPresent()) {
                throw new DuplicateRecord(List.of("_id"));
            }
            return new Change.Insert(first(id, data, now, sequence));
        }
    }

    /** Replaces the data of a record, or makes one with that id. */
    record Put(RecordId id, RecordData data, Precondition precondition) implements Mutation {
        @Override
        public Schema schema() {
            return data.schema();
        }

        @Override
        public Change decide(Optional<DataRecord> current, Instant now, LongSupplier sequence) {
            precondition.require(current);
            return current.isPresent()
                    ? new Change.Update(next(current.get(), data, now), schema().properties())
                    : new Change.Insert(first(id, data, now, sequence));
        }
    }

    /**
     * New versions of a record, made of one version of it before this was decided. Holds only if
     * that version is still the stored one.
     *
     * @param base the record that the data were made of
     * @param versions the data of each new version, in order; the last one is stored
     */
    record Amend(DataRecord base, List<RecordData> versions) implements Mutation {
        public Amend {
            versions = List.copyOf(versions);
        }

        @Override
        public Schema schema() {
            return base.schema();
        }

        @Override
        public RecordId id() {
            return base.id();
        }

        /**
         * @throws Superseded if the record has another version, or is another one under that id
         */
        @Override
        public Change decide(Optional<DataRecord> current, Instant now, LongSupplier sequence) {
            DataRecord stored = current.orElseThrow(() -> absent(this));
            if (stored.version() != base.version() || stored.sequence() != base.sequence()) {
                throw new Superseded();
            }
            return new Change.Update(version(versions.size(), now), changed());
        }

        /** The versions that an update has made, in order. */
        public List<DataRecord> made(Change change) {
            Instant updatedAt = change.record().updatedAt();
            return IntStream.rangeClosed(1, versions.size())
                    .mapToObj(step -> version(step, updatedAt))
                    .toList();
        }

        /**
         * A patch keeps the reference to every value that it leaves alone. Equality would not do:
         * it ignores the order of members, which is stored.
         */
        @SuppressWarnings("ReferenceEquality")
        private List<Property> changed() {
            RecordData last = versions.getLast();
            return schema().properties().stream()
                    .filter(property -> base.data().get(property) != last.get(property))
                    .toList();
        }

        private DataRecord version(int step, Instant updatedAt) {
            return new DataRecord(
                    base.id(),
                    base.sequence(),
                    base.version() + step,
                    base.createdAt(),
                    updatedAt,
                    versions.get(step - 1));
        }
    }

    /** Removes a record. */
    record Delete(Schema schema, RecordId id, Precondition precondition) implements Mutation {
        @Override
        public Change decide(Optional<DataRecord> current, Instant now, LongSupplier sequence) {
            DataRecord stored = current.orElseThrow(() -> absent(this));
            precondition.require(current);
            return new Change.Remove(stored);
        }
    }

    private static RecordNotFound absent(Mutation mutation) {
        return new RecordNotFound(mutation.schema().name().value(), mutation.id().toString());
    }

    private static DataRecord first(
            RecordId id, RecordData data, Instant now, LongSupplier sequence) {
        return new DataRecord(id, sequence.getAsLong(), 1, now, now, data);
    }

    private static DataRecord next(DataRecord stored, RecordData data, Instant now) {
        return new DataRecord(
                stored.id(),
                stored.sequence(),
                stored.version() + 1,
                stored.createdAt(),
                now,
                data);
    }
}
