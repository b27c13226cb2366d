package io.tabularium.contract;

import static io.tabularium.contract.Rows.source;
import static io.tabularium.contract.Rows.station;
import static io.tabularium.contract.TestSchemas.STATIONS;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.domain.Violation;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.BulkOptions;
import io.tabularium.domain.record.BulkOptions.OnConflict;
import io.tabularium.domain.record.BulkOptions.OnError;
import io.tabularium.domain.record.BulkReport;
import io.tabularium.domain.record.BulkReport.Outcome;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordData;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** Bulk loads of rows whose unique keys are taken. */
interface BulkConflictContract extends BulkContract {

    private BulkReport load(OnError onError, OnConflict onConflict, RecordData... rows) {
        return load(onError, onConflict, List.of("code"), rows);
    }

    private BulkReport load(
            OnError onError, OnConflict onConflict, List<String> key, RecordData... rows) {
        BulkOptions options =
                new BulkOptions(
                        onError,
                        onConflict,
                        onConflict == OnConflict.ERROR ? Optional.empty() : STATIONS.uniqueKey(key),
                        false,
                        true);
        BulkLoad load = new BulkLoad(STATIONS, options, source(List.of(rows)));
        store().writer().load(load);
        return load.report();
    }

    @Test
    default void storesNothingWhereAStoredRecordHasTheKey() {
        DataRecord stored = create(station("A", null, null, "stored"));

        BulkReport report =
                load(
                        OnError.ABORT,
                        OnConflict.ERROR,
                        station("B", null, null, null),
                        station("A", null, null, null));

        assertThat(report.outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(report.created()).isZero();
        assertThat(report.rejected()).isEqualTo(1);
        assertThat(report.records()).isEmpty();
        assertThat(everything(STATIONS)).containsExactly(stored);
    }

    @Test
    default void storesNothingWhereTwoRowsHaveTheSameKey() {
        BulkReport report =
                load(
                        OnError.ABORT,
                        OnConflict.ERROR,
                        station("A", "N", 1L, null),
                        station("B", "N", 1L, null));

        assertThat(report.outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(report.errors()).extracting(BulkReport.Fault::index).containsExactly(1L);
        assertThat(count(STATIONS)).isZero();
    }

    @Test
    default void rejectsLaterDuplicatesAndStoresTheOthers() {
        create(station("A", "N", 1L, "stored"));

        BulkReport report =
                load(
                        OnError.SKIP,
                        OnConflict.ERROR,
                        station("A", null, null, "taken"),
                        station("B", null, null, "first"),
                        station("B", null, null, "later"),
                        station("C", "N", 1L, "taken too"),
                        station("D", null, null, "fine"));

        assertThat(report.outcome()).isEqualTo(Outcome.PARTIAL);
        assertThat(report.created()).isEqualTo(2);
        assertThat(report.rejected()).isEqualTo(3);
        assertThat(report.errors()).extracting(BulkReport.Fault::index).containsExactly(0L, 2L, 3L);
        assertThat(report.errors()).extracting(BulkReport.Fault::line).containsExactly(1L, 3L, 4L);
        assertThat(report.errors())
                .extracting(fault -> fault.violation().code())
                .containsOnly("duplicate");
        assertThat(report.errors())
                .extracting(BulkReport.Fault::violation)
                .extracting(Violation::pointer)
                .containsExactly("/code", "/code", "");
        assertThat(labels()).containsExactly("stored", "first", "fine");
    }

    @Test
    default void takesNullKeysInBulkManyTimes() {
        BulkReport report =
                load(
                        OnError.ABORT,
                        OnConflict.IGNORE,
                        station(null, "N", null, "a"),
                        station(null, "N", null, "b"),
                        station(null, null, null, "c"));

        assertThat(report.created()).isEqualTo(3);
        assertThat(labels()).containsExactly("a", "b", "c");
    }

    @Test
    default void ignoresRowsWhoseKeyIsTaken() {
        DataRecord stored = create(station("A", null, null, "stored"));

        BulkReport report =
                load(
                        OnError.ABORT,
                        OnConflict.IGNORE,
                        station("A", null, null, "ignored"),
                        station("B", null, null, "first"),
                        station("B", null, null, "ignored"),
                        station("C", null, null, "fine"));

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(report.created()).isEqualTo(2);
        assertThat(report.ignored()).isEqualTo(2);
        assertThat(report.rejected()).isZero();
        assertThat(report.records().orElseThrow()).extracting(DataRecord::data).hasSize(2);
        assertThat(stored(stored)).isEqualTo(stored);
        assertThat(labels()).containsExactly("stored", "first", "fine");
    }

    @Test
    default void updatesRecordsWhoseKeyIsTaken() {
        DataRecord stored = create(station("A", "N", 1L, "stored"));
        DataRecord untouched = create(station("Z", null, null, "untouched"));

        BulkReport report =
                load(
                        OnError.ABORT,
                        OnConflict.UPDATE,
                        station("A", "N", 2L, "updated"),
                        station("B", null, null, "created"));

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(report.created()).isEqualTo(1);
        assertThat(report.updated()).isEqualTo(1);
        DataRecord updated = stored(stored);
        assertThat(updated.version()).isEqualTo(2);
        assertThat(updated.sequence()).isEqualTo(stored.sequence());
        assertThat(updated.createdAt()).isEqualTo(stored.createdAt());
        assertThat(updated.data()).isEqualTo(station("A", "N", 2L, "updated"));
        assertThat(report.records().orElseThrow()).hasSize(2).contains(updated);
        assertThat(stored(untouched)).isEqualTo(untouched);
        assertThat(labels()).containsExactly("updated", "untouched", "created");
    }

    @Test
    default void updatesWithTheLastRowOfAKey() {
        DataRecord stored = create(station("A", null, null, "stored"));

        BulkReport report =
                load(
                        OnError.ABORT,
                        OnConflict.UPDATE,
                        station("A", null, null, "passing"),
                        station("B", null, null, "passing"),
                        station("A", null, null, "last A"),
                        station("B", null, null, "last B"));

        assertThat(report.received()).isEqualTo(4);
        assertThat(report.created()).isEqualTo(1);
        assertThat(report.updated()).isEqualTo(1);
        assertThat(report.ignored()).isEqualTo(2);
        assertThat(stored(stored).version()).isEqualTo(2);
        assertThat(report.records().orElseThrow()).hasSize(2);
        assertThat(labels()).containsExactly("last A", "last B");
    }

    @Test
    default void updatesByCompositeKey() {
        DataRecord stored = create(station("A", "N", 1L, "stored"));

        BulkReport report =
                load(
                        OnError.ABORT,
                        OnConflict.UPDATE,
                        List.of("number", "network"),
                        station("B", "N", 1L, "updated"),
                        station("C", "N", 2L, "created"));

        assertThat(report.updated()).isEqualTo(1);
        assertThat(stored(stored).data()).isEqualTo(station("B", "N", 1L, "updated"));
        create(station("A", null, null, "the freed key"));
    }

    @Test
    default void neverForgivesDuplicatesOfAnotherKey() {
        create(station("A", "N", 1L, "stored"));
        create(station("B", "N", 2L, "stored too"));

        BulkReport report =
                load(
                        OnError.SKIP,
                        OnConflict.UPDATE,
                        station("C", "N", 1L, "rejected"),
                        station("B", "N", 1L, "rejected"),
                        station("D", "N", 3L, "fine"));

        assertThat(report.created()).isEqualTo(1);
        assertThat(report.updated()).isZero();
        assertThat(report.rejected()).isEqualTo(2);
        assertThat(report.errors()).extracting(BulkReport.Fault::index).containsExactly(0L, 1L);
        assertThat(labels()).containsExactly("stored", "stored too", "fine");
    }

    @Test
    default void freesKeyThatAnUpdateGivesUpOnlyAfterTheLoad() {
        create(station("A", "N", 1L, "stored"));

        BulkReport report =
                load(
                        OnError.SKIP,
                        OnConflict.UPDATE,
                        station("A", "N", 2L, "updated"),
                        station("B", "N", 1L, "rejected"));

        assertThat(report.updated()).isEqualTo(1);
        assertThat(report.rejected()).isEqualTo(1);
        create(station("B", "N", 1L, "later"));
        assertThat(labels()).containsExactly("updated", "later");
    }

    @Test
    default void guardsKeysOfBulkRowsAgainstLaterWrites() {
        load(OnError.ABORT, OnConflict.ERROR, station("A", "N", 1L, null));

        BulkReport again = load(OnError.SKIP, OnConflict.ERROR, station("A", "N", 1L, null));

        assertThat(again.rejected()).isEqualTo(1);
        assertThat(count(STATIONS)).isEqualTo(1);
    }

    @Test
    default void namesTheFirstOfManyDuplicatesAndCountsAll() {
        RecordData[] rows = new RecordData[BulkLoad.MAX_REPORTED + 50];
        Arrays.fill(rows, station("A", null, null, null));

        BulkReport report = load(OnError.SKIP, OnConflict.ERROR, rows);

        assertThat(report.created()).isEqualTo(1);
        assertThat(report.rejected()).isEqualTo(BulkLoad.MAX_REPORTED + 49);
        assertThat(report.errors())
                .extracting(BulkReport.Fault::index)
                .isEqualTo(LongStream.rangeClosed(1, BulkLoad.MAX_REPORTED).boxed().toList());
    }

    private List<Object> labels() {
        return everything(STATIONS).stream()
                .map(record -> Rows.value(record.data(), "label"))
                .toList();
    }
}
