package io.tabularium.contract;

import static io.tabularium.contract.Rows.counter;
import static io.tabularium.contract.StoreUnderTest.randomId;
import static io.tabularium.contract.TestSchemas.COUNTERS;
import static io.tabularium.contract.TestSchemas.STATIONS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.domain.TabulariumException.DuplicateRecord;
import io.tabularium.domain.TabulariumException.RecordNotFound;
import io.tabularium.domain.record.Change;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.Precondition;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.record.Rooms;
import io.tabularium.domain.record.Superseded;

import org.junit.jupiter.api.Test;

import java.time.temporal.ChronoUnit;
import java.util.List;

/** Writes of single records. */
interface WriteContract extends StoreUnderTest {

    @Test
    default void createsRecordOfVersionOneThatReadsBackAsReturned() {
        RecordId id = randomId();

        Change change = store().writer().write(new Mutation.Create(id, counter("a", 5L)));

        DataRecord record = change.record();
        assertThat(change).isInstanceOf(Change.Insert.class);
        assertThat(record.id()).isEqualTo(id);
        assertThat(record.version()).isEqualTo(1);
        assertThat(record.updatedAt()).isEqualTo(record.createdAt());
        assertThat(record.data()).isEqualTo(counter("a", 5L));
        assertThat(store().reader().find(COUNTERS, id, Rooms.unbounded())).contains(record);
    }

    @Test
    default void keepsTimesToTheMicrosecond() {
        DataRecord record = create(counter("a", 1L));

        assertThat(record.createdAt()).isEqualTo(record.createdAt().truncatedTo(ChronoUnit.MICROS));
        assertThat(stored(record).createdAt()).isEqualTo(record.createdAt());
    }

    @Test
    default void findsNothingUnderAnIdThatNobodyHas() {
        create(counter("a", 1L));

        assertThat(store().reader().find(COUNTERS, randomId(), Rooms.unbounded())).isEmpty();
    }

    @Test
    default void refusesSecondRecordOfTheSameId() {
        DataRecord first = create(counter("first", 1L));

        assertThatThrownBy(
                        () ->
                                store().writer()
                                        .write(
                                                new Mutation.Create(
                                                        first.id(), counter("second", 2L))))
                .isInstanceOfSatisfying(
                        DuplicateRecord.class,
                        refusal -> assertThat(refusal.key()).containsExactly("_id"));
        assertThat(everything(COUNTERS)).containsExactly(first);
    }

    @Test
    default void keepsRecordsOfDifferentSchemasApart() {
        RecordId id = randomId();
        store().writer().write(new Mutation.Create(id, counter("a", 1L)));
        store().writer().write(new Mutation.Create(id, Rows.station("A", "N", 1L, null)));

        store().writer().write(new Mutation.Delete(COUNTERS, id, Precondition.NONE));

        assertThat(store().reader().find(COUNTERS, id, Rooms.unbounded())).isEmpty();
        assertThat(store().reader().find(STATIONS, id, Rooms.unbounded())).isPresent();
    }

    @Test
    default void givesPlacesInTheOrderOfCreation() {
        List<DataRecord> created =
                createAll(List.of(counter("c", 3L), counter("a", 1L), counter("b", 2L)));

        assertThat(created).extracting(DataRecord::sequence).isSorted().doesNotHaveDuplicates();
        assertThat(everything(COUNTERS)).isEqualTo(created);
    }

    @Test
    default void putMakesRecordWhereThereIsNone() {
        RecordId id = randomId();

        Change change = put(id, counter("a", 1L));

        assertThat(change).isInstanceOf(Change.Insert.class);
        assertThat(change.record().version()).isEqualTo(1);
        assertThat(store().reader().find(COUNTERS, id, Rooms.unbounded()))
                .contains(change.record());
    }

    @Test
    default void putReplacesDataAndKeepsIdentityPlaceAndBirth() {
        DataRecord first = create(counter("a", 1L));
        DataRecord other = create(counter("other", 1L));

        Change change = put(first.id(), counter("b", null));

        DataRecord second = change.record();
        assertThat(change).isInstanceOf(Change.Update.class);
        assertThat(second.version()).isEqualTo(2);
        assertThat(second.sequence()).isEqualTo(first.sequence());
        assertThat(second.createdAt()).isEqualTo(first.createdAt());
        assertThat(second.updatedAt()).isAfterOrEqualTo(first.updatedAt());
        assertThat(second.data()).isEqualTo(counter("b", null));
        assertThat(everything(COUNTERS)).containsExactly(second, other);
    }

    @Test
    default void makesNewVersionEvenWhereNothingDiffers() {
        DataRecord record = create(counter("a", 1L));

        put(record.id(), counter("a", 1L));
        amend(stored(record), counter("a", 1L));

        assertThat(stored(record).version()).isEqualTo(3);
    }

    @Test
    default void amendsTheVersionThatWasRead() {
        DataRecord record = create(counter("a", 41L));

        Change change = amend(record, counter("a", 42L));

        assertThat(change).isInstanceOf(Change.Update.class);
        assertThat(change.record().version()).isEqualTo(2);
        assertThat(change.record().data()).isEqualTo(counter("a", 42L));
        assertThat(stored(record)).isEqualTo(change.record());
    }

    @Test
    default void makesSeveralVersionsInOneWrite() {
        DataRecord record = create(counter("a", 1L));

        Change change = amend(record, counter("a", 2L), counter("a", 3L));

        assertThat(change.record().version()).isEqualTo(3);
        assertThat(change.record().data()).isEqualTo(counter("a", 3L));
        assertThat(stored(record)).isEqualTo(change.record());
    }

    @Test
    default void leavesRecordAloneWhenAmendmentIsSuperseded() {
        DataRecord read = create(counter("a", 1L));
        DataRecord stored = put(read.id(), counter("b", 2L)).record();

        assertThatThrownBy(() -> amend(read, counter("a", 2L))).isInstanceOf(Superseded.class);

        assertThat(everything(COUNTERS)).containsExactly(stored);
    }

    @Test
    default void amendsNoLaterRecordOfTheSameIdAndVersion() {
        DataRecord read = create(counter("a", 1L));
        delete(read);
        DataRecord later = put(read.id(), counter("b", 2L)).record();

        assertThat(later.version()).isEqualTo(read.version());
        assertThatThrownBy(() -> amend(read, counter("a", 2L))).isInstanceOf(Superseded.class);

        assertThat(everything(COUNTERS)).containsExactly(later);
    }

    @Test
    default void amendsAndDeletesOnlyWhatIsThere() {
        DataRecord gone = create(counter("a", 1L));
        delete(gone);

        assertThatThrownBy(() -> amend(gone, counter("b", 1L))).isInstanceOf(RecordNotFound.class);
        assertThatThrownBy(() -> delete(gone)).isInstanceOf(RecordNotFound.class);
        assertThat(count(COUNTERS)).isZero();
    }

    @Test
    default void deletesRecordAndTellsWhichItWas() {
        DataRecord record = create(counter("a", 1L));
        DataRecord other = create(counter("b", 2L));

        Change change = delete(record);

        assertThat(change).isInstanceOf(Change.Remove.class);
        assertThat(change.record().id()).isEqualTo(record.id());
        assertThat(change.record().version()).isEqualTo(record.version());
        assertThat(store().reader().find(COUNTERS, record.id(), Rooms.unbounded())).isEmpty();
        assertThat(everything(COUNTERS)).containsExactly(other);
    }

    @Test
    default void beginsAnewUnderAnIdThatWasDeleted() {
        DataRecord first = create(counter("a", 1L));
        DataRecord between = create(counter("b", 2L));
        delete(first);

        DataRecord second = put(first.id(), counter("c", 3L)).record();

        assertThat(second.version()).isEqualTo(1);
        assertThat(second.sequence()).isGreaterThan(between.sequence());
        assertThat(everything(COUNTERS)).containsExactly(between, second);
    }

    @Test
    default void neverGivesThePlaceOfDeletedRecordAgain() {
        DataRecord last = create(counter("a", 1L));
        delete(last);

        assertThat(create(counter("b", 2L)).sequence()).isGreaterThan(last.sequence());
    }

    private Change put(RecordId id, RecordData data) {
        return store().writer().write(new Mutation.Put(id, data, Precondition.NONE));
    }

    private Change amend(DataRecord base, RecordData... versions) {
        return store().writer().write(new Mutation.Amend(base, List.of(versions)));
    }

    private Change delete(DataRecord record) {
        return store().writer()
                .write(new Mutation.Delete(record.schema(), record.id(), Precondition.NONE));
    }
}
