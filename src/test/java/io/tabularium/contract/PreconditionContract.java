package io.tabularium.contract;

import static io.tabularium.contract.Rows.counter;
import static io.tabularium.contract.StoreUnderTest.randomId;
import static io.tabularium.contract.TestSchemas.COUNTERS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.domain.TabulariumException.PreconditionFailed;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.Precondition;
import io.tabularium.domain.record.RecordId;

import org.junit.jupiter.api.Test;

import java.util.Set;

/** Conditional writes. */
interface PreconditionContract extends StoreUnderTest {

    @Test
    default void writesWhereTheVersionIsTheOneNamed() {
        DataRecord record = create(counter("a", 1L));

        store().writer().write(put(record.id(), "b", version(1)));
        store().writer().write(put(record.id(), "c", version(7L, 2L)));

        assertThat(stored(record).data()).isEqualTo(counter("c", 0L));
        assertThat(stored(record).version()).isEqualTo(3);
    }

    @Test
    default void refusesWriteOfAnyOtherVersion() {
        DataRecord record = create(counter("a", 1L));

        assertRefused(put(record.id(), "b", version(2)));
        assertRefused(new Mutation.Delete(COUNTERS, record.id(), version(2)));

        assertThat(everything(COUNTERS)).containsExactly(record);
    }

    @Test
    default void refusesOldVersionAfterChange() {
        DataRecord record = create(counter("a", 1L));
        store().writer().write(put(record.id(), "b", Precondition.NONE));

        assertRefused(put(record.id(), "c", version(1)));

        assertThat(stored(record).data()).isEqualTo(counter("b", 0L));
    }

    @Test
    default void putRequiresRecordWhereOneIsNamed() {
        RecordId id = randomId();

        assertRefused(put(id, "a", version(1)));
        assertRefused(put(id, "a", new Precondition.Exists()));

        assertThat(count(COUNTERS)).isZero();
    }

    @Test
    default void putRequiresAbsenceWhereRecordIsExcluded() {
        DataRecord record = create(counter("a", 1L));
        Precondition absent = new Precondition.Absent();

        assertRefused(put(record.id(), "b", absent));
        store().writer().write(put(randomId(), "c", absent));

        assertThat(stored(record)).isEqualTo(record);
        assertThat(count(COUNTERS)).isEqualTo(2);
    }

    @Test
    default void deletesWhereThePreconditionHolds() {
        DataRecord record = create(counter("a", 1L));
        Precondition both = new Precondition.Both(new Precondition.Exists(), version(1));

        store().writer().write(new Mutation.Delete(COUNTERS, record.id(), both));

        assertThat(count(COUNTERS)).isZero();
    }

    private void assertRefused(Mutation mutation) {
        assertThatThrownBy(() -> store().writer().write(mutation))
                .isInstanceOf(PreconditionFailed.class);
    }

    private static Mutation put(RecordId id, String name, Precondition precondition) {
        return new Mutation.Put(id, counter(name, 0L), precondition);
    }

    private static Precondition version(Long... versions) {
        return new Precondition.VersionIn(Set.of(versions));
    }

    private static Precondition version(long version) {
        return new Precondition.VersionIn(Set.of(version));
    }
}
