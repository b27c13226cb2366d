package io.tabularium.contract;

import static io.tabularium.contract.Rows.station;
import static io.tabularium.contract.TestSchemas.STATIONS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.domain.TabulariumException.DuplicateRecord;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.Precondition;
import io.tabularium.domain.record.RecordData;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Unique keys under single writes. */
interface UniqueKeyContract extends StoreUnderTest {

    @Test
    default void refusesTakenKeyAndNamesIt() {
        DataRecord first = create(station("A", "N", 1L, "first"));

        assertDuplicate(() -> create(station("A", "N", 2L, null)), "code");
        assertDuplicate(() -> create(station("B", "N", 1L, null)), "network", "number");

        assertThat(everything(STATIONS)).containsExactly(first);
    }

    @Test
    default void takesPartsOfCompositeKeyTwice() {
        create(station("A", "N", 1L, null));
        create(station("B", "N", 2L, null));
        create(station("C", "M", 1L, null));

        assertThat(count(STATIONS)).isEqualTo(3);
    }

    @Test
    default void neverCallsNullsDuplicates() {
        create(station(null, null, null, null));
        create(station(null, null, null, null));
        create(station(null, "N", null, null));
        create(station(null, "N", null, null));

        assertThat(count(STATIONS)).isEqualTo(4);
    }

    @Test
    default void tellsTextsApartByEveryCharacter() {
        String[] codes = {"a", "A", "a ", " a", "a\u0001", "", "\u00e4", "a\u0308"};
        for (String code : codes) {
            create(station(code, null, null, null));
        }

        assertThat(everything(STATIONS))
                .extracting(record -> Rows.value(record.data(), "code"))
                .containsExactly((Object[]) codes);
    }

    @Test
    default void refusesChangeToTakenKeyAndKeepsTheRecord() {
        create(station("A", "N", 1L, null));
        DataRecord second = create(station("B", "N", 2L, null));

        assertDuplicate(() -> put(second, station("A", "N", 2L, null)), "code");
        assertDuplicate(() -> put(second, station("B", "N", 1L, null)), "network", "number");

        assertThat(stored(second)).isEqualTo(second);
        assertDuplicate(() -> create(station("B", null, null, null)), "code");
    }

    @Test
    default void changesRecordThatKeepsItsKey() {
        DataRecord record = create(station("A", "N", 1L, "old"));

        for (int version = 2; version <= 20; version++) {
            put(record, station("A", "N", 1L, "v" + version));
        }

        assertThat(stored(record).version()).isEqualTo(20);
        assertThat(stored(record).data()).isEqualTo(station("A", "N", 1L, "v20"));
        assertDuplicate(() -> create(station("A", null, null, null)), "code");
    }

    @Test
    default void freesKeyThatIsGivenUp() {
        DataRecord record = create(station("A", "N", 1L, null));
        put(record, station("B", "N", 2L, null));

        DataRecord heir = create(station("A", "N", 1L, null));
        delete(heir);

        put(record, station("A", "N", 1L, null));
        assertDuplicate(() -> create(station("A", null, null, null)), "code");
    }

    @Test
    default void freesAndTakesKeyOverAndOver() {
        for (int round = 0; round < 20; round++) {
            delete(create(station("A", "N", 1L, "round " + round)));
        }

        create(station("A", "N", 1L, "last"));
        assertThat(count(STATIONS)).isEqualTo(1);
    }

    @Test
    default void storesNothingOfRefusedWrite() {
        create(station("A", "N", 1L, null));
        assertDuplicate(() -> create(station("B", "N", 1L, null)), "network", "number");

        create(station("B", "N", 2L, null));

        assertThat(count(STATIONS)).isEqualTo(2);
    }

    private void put(DataRecord record, RecordData data) {
        store().writer().write(new Mutation.Put(record.id(), data, Precondition.NONE));
    }

    private void delete(DataRecord record) {
        store().writer()
                .write(new Mutation.Delete(record.schema(), record.id(), Precondition.NONE));
    }

    private static void assertDuplicate(ThrowingCallable write, String... key) {
        assertThatThrownBy(write)
                .isInstanceOfSatisfying(
                        DuplicateRecord.class,
                        refusal -> assertThat(refusal.key()).containsExactly(key));
    }
}
