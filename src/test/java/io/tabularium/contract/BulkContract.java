package io.tabularium.contract;

import static io.tabularium.contract.Rows.counter;
import static io.tabularium.contract.Rows.source;
import static io.tabularium.contract.Rows.station;
import static io.tabularium.contract.TestSchemas.COUNTERS;
import static io.tabularium.contract.TestSchemas.STATIONS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.domain.TabulariumException.MalformedRequest;
import io.tabularium.domain.Violation;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.BulkOptions;
import io.tabularium.domain.record.BulkOptions.OnConflict;
import io.tabularium.domain.record.BulkOptions.OnError;
import io.tabularium.domain.record.BulkReport;
import io.tabularium.domain.record.BulkReport.Outcome;
import io.tabularium.domain.record.BulkRow;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordSource;
import io.tabularium.domain.schema.Schema;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Bulk loads in which no two rows conflict: order, atomicity, dry runs, returned records. */
interface BulkContract extends StoreUnderTest {

    BulkOptions ABORT =
            new BulkOptions(OnError.ABORT, OnConflict.ERROR, Optional.empty(), false, false);
    BulkOptions SKIP =
            new BulkOptions(OnError.SKIP, OnConflict.ERROR, Optional.empty(), false, false);

    /** Loads, and gives the report. */
    default BulkReport load(Schema schema, BulkOptions options, RecordSource rows) {
        BulkLoad load = new BulkLoad(schema, options, rows);
        store().writer().load(load);
        return load.report();
    }

    @Test
    default void storesEveryRowInTheOrderOfTheInput() {
        List<RecordData> rows =
                IntStream.range(0, 5_000).mapToObj(i -> counter("c" + i, (long) -i)).toList();

        BulkReport report = load(COUNTERS, ABORT, source(rows));

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(report.received()).isEqualTo(5_000);
        assertThat(report.created()).isEqualTo(5_000);
        assertThat(everything(COUNTERS)).extracting(DataRecord::data).isEqualTo(rows);
        assertThat(everything(COUNTERS)).extracting(DataRecord::version).containsOnly(1L);
        assertThat(everything(COUNTERS)).extracting(DataRecord::id).doesNotHaveDuplicates();
    }

    @Test
    default void placesRowsBehindWhatIsThereAndBeforeWhatComes() {
        DataRecord before = create(counter("before", 1L));
        load(COUNTERS, ABORT, source(List.of(counter("first", 1L), counter("second", 1L))));
        DataRecord after = create(counter("after", 1L));

        assertThat(everything(COUNTERS))
                .extracting(record -> Rows.value(record.data(), "name"))
                .containsExactly("before", "first", "second", "after");
        assertThat(after.sequence()).isGreaterThan(before.sequence() + 2);
    }

    @Test
    default void takesEmptyInput() {
        BulkReport report = load(COUNTERS, ABORT, source(List.of()));

        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(report.received()).isZero();
        assertThat(count(COUNTERS)).isZero();
    }

    @Test
    default void storesNothingWhereOneRowIsInvalid() {
        RecordSource rows =
                Rows.sourceOf(List.of(valid(0, "a"), valid(1, "b"), invalid(2), valid(3, "c")));

        BulkReport report = load(COUNTERS, ABORT, rows);

        assertThat(report.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(report.received()).isEqualTo(4);
        assertThat(report.created()).isZero();
        assertThat(report.rejected()).isEqualTo(1);
        assertThat(count(COUNTERS)).isZero();
    }

    @Test
    default void storesTheOthersWhereInvalidRowsAreSkipped() {
        RecordSource rows =
                Rows.sourceOf(List.of(invalid(0), valid(1, "a"), invalid(2), valid(3, "b")));

        BulkReport report = load(COUNTERS, SKIP, rows);

        assertThat(report.outcome()).isEqualTo(Outcome.PARTIAL);
        assertThat(report.created()).isEqualTo(2);
        assertThat(report.rejected()).isEqualTo(2);
        assertThat(report.errors()).extracting(BulkReport.Fault::index).containsExactly(0L, 2L);
        assertThat(everything(COUNTERS))
                .extracting(DataRecord::data)
                .containsExactly(counter("a", 1L), counter("b", 3L));
    }

    @Test
    default void storesNothingWhereTheInputBreaksOff() {
        List<BulkRow> begun = new ArrayList<>();
        IntStream.range(0, 3_000).forEach(i -> begun.add(valid(i, "c" + i)));
        RecordSource rows = Rows.sourceOf(begun);
        MalformedRequest broken = new MalformedRequest("broken off");
        RecordSource breaking =
                () -> {
                    BulkRow row = rows.next();
                    if (row == null) {
                        throw broken;
                    }
                    return row;
                };

        assertThatThrownBy(() -> load(COUNTERS, SKIP, breaking)).isSameAs(broken);

        assertThat(count(COUNTERS)).isZero();
        assertThat(load(COUNTERS, SKIP, source(List.of(counter("a", 1L)))).created()).isEqualTo(1);
    }

    @Test
    default void throwsOnWhateverTheSourceThrows() {
        IllegalStateException fault = new IllegalStateException("a fault of the source");

        assertThatThrownBy(
                        () ->
                                load(
                                        COUNTERS,
                                        ABORT,
                                        () -> {
                                            throw fault;
                                        }))
                .isSameAs(fault);
        create(counter("still working", 1L));
    }

    @Test
    default void storesNothingInDryRunAndSaysWhatWouldBe() {
        create(station("A", null, null, null));
        BulkOptions dryRun =
                new BulkOptions(OnError.SKIP, OnConflict.ERROR, Optional.empty(), true, true);

        BulkReport report =
                load(
                        STATIONS,
                        dryRun,
                        source(
                                List.of(
                                        station("A", null, null, null),
                                        station("B", null, null, null),
                                        station("B", null, null, null),
                                        station("C", null, null, null))));

        assertThat(report.outcome()).isEqualTo(Outcome.DRY_RUN);
        assertThat(report.created()).isEqualTo(2);
        assertThat(report.rejected()).isEqualTo(2);
        assertThat(report.records()).isEmpty();
        assertThat(count(STATIONS)).isEqualTo(1);
    }

    @Test
    default void returnsWrittenRecordsAsTheyReadBack() {
        BulkOptions returning =
                new BulkOptions(OnError.ABORT, OnConflict.ERROR, Optional.empty(), false, true);

        BulkReport report =
                load(COUNTERS, returning, source(List.of(counter("b", 1L), counter("a", 2L))));

        assertThat(report.records().orElseThrow()).hasSize(2).isEqualTo(everything(COUNTERS));
    }

    @Test
    default void returnsAllRecordsOrNone() {
        BulkOptions returning =
                new BulkOptions(OnError.ABORT, OnConflict.ERROR, Optional.empty(), false, true);
        List<RecordData> counters = new ArrayList<>();
        List<RecordData> stations = new ArrayList<>();
        for (long i = 0; i <= BulkLoad.MAX_RETURNED; i++) {
            counters.add(counter("a", i));
            stations.add(station("code " + i, null, null, null));
        }

        for (BulkReport report :
                List.of(
                        load(COUNTERS, returning, source(counters)),
                        load(STATIONS, returning, source(stations)))) {
            assertThat(report.created()).isEqualTo(BulkLoad.MAX_RETURNED + 1);
            assertThat(report.records()).isEmpty();
        }
        assertThat(load(STATIONS, returning, source(List.of())).records()).hasValue(List.of());
    }

    @Test
    default void returnsNoRecordsUnlessAsked() {
        assertThat(load(COUNTERS, ABORT, source(List.of(counter("a", 1L)))).records()).isEmpty();
    }

    @Test
    default void keepsWhatIsNotInTheLoad() {
        DataRecord record = create(counter("a", 1L));

        load(COUNTERS, ABORT, source(List.of(counter("a", 1L))));

        assertThat(stored(record)).isEqualTo(record);
        assertThat(count(COUNTERS)).isEqualTo(2);
    }

    private static BulkRow valid(int index, String name) {
        return new BulkRow.Valid(index, index + 1L, counter(name, (long) index));
    }

    private static BulkRow invalid(int index) {
        return new BulkRow.Invalid(
                index, index + 1L, List.of(new Violation("/value", "type", "must be a number")));
    }
}
