package io.tabularium.adapter.duckdb;

import static io.tabularium.contract.TestSchemas.STATIONS;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.domain.record.BulkOptions;
import io.tabularium.domain.record.BulkOptions.OnConflict;
import io.tabularium.domain.record.BulkOptions.OnError;
import io.tabularium.domain.record.BulkReport;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.schema.UniqueKey;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Bulk loads with few values, so that nearly all of them conflict, against a simple model. */
final class BulkConflictTest {

    private static final UniqueKey CODE = STATIONS.uniqueKey(List.of("code")).orElseThrow();
    private static final UniqueKey NUMBER =
            STATIONS.uniqueKey(List.of("network", "number")).orElseThrow();

    private static WriterHarness harness;

    @BeforeContainer
    static void open() {
        harness = WriterHarness.inMemory(STATIONS);
    }

    @AfterContainer
    static void close() {
        harness.close();
    }

    @Property(tries = 100)
    void resolvesConflictsAsTheModelDoes(
            @ForAll("rows") List<RecordData> present,
            @ForAll("rows") List<RecordData> rows,
            @ForAll("options") BulkOptions options) {
        List<DataRecord> before = storeFreely(present);
        BulkModel model =
                new BulkModel(
                        before.stream().map(DataRecord::data).toList(),
                        options.onConflict(),
                        options.conflictKey());

        BulkReport report = harness.load(STATIONS, options, rows);
        model.load(rows);

        boolean aborted = options.onError() == OnError.ABORT && !model.rejections.isEmpty();
        assertThat(report.received()).isEqualTo(rows.size());
        assertThat(report.rejected()).isEqualTo(model.rejections.size());
        assertThat(report.created()).isEqualTo(aborted ? 0 : model.created);
        assertThat(report.updated()).isEqualTo(aborted ? 0 : model.updated);
        assertThat(report.ignored()).isEqualTo(aborted ? 0 : model.ignored);
        assertThat(report.errors())
                .extracting(BulkConflictTest::describe)
                .isEqualTo(model.rejections.stream().map(BulkConflictTest::describe).toList());
        List<DataRecord> after = harness.records(STATIONS);
        if (aborted || options.dryRun()) {
            assertThat(after).isEqualTo(before);
            assertThat(report.records()).isEmpty();
        } else {
            assertStored(model, before, after, report);
        }
    }

    private static void assertStored(
            BulkModel model, List<DataRecord> before, List<DataRecord> after, BulkReport report) {
        assertThat(after)
                .extracting(DataRecord::data)
                .isEqualTo(model.entries.stream().map(entry -> entry.data).toList());
        assertThat(after)
                .extracting(DataRecord::version)
                .isEqualTo(model.entries.stream().map(entry -> entry.version).toList());
        for (int i = 0; i < before.size(); i++) {
            assertThat(after.get(i).id()).isEqualTo(before.get(i).id());
            assertThat(after.get(i).sequence()).isEqualTo(before.get(i).sequence());
            assertThat(after.get(i).createdAt()).isEqualTo(before.get(i).createdAt());
            assertThat(after.get(i).updatedAt()).isAfterOrEqualTo(before.get(i).updatedAt());
        }
        List<DataRecord> written = new ArrayList<>(after);
        written.removeAll(before);
        assertThat(report.records()).containsExactlyInAnyOrderElementsOf(written);
    }

    /** Empties the table and stores those rows that do not conflict. */
    private static List<DataRecord> storeFreely(List<RecordData> rows) {
        harness.empty(STATIONS);
        BulkOptions skip =
                new BulkOptions(OnError.SKIP, OnConflict.ERROR, Optional.empty(), false, false);
        harness.load(STATIONS, skip, rows);
        return harness.records(STATIONS);
    }

    @Provide
    Arbitrary<List<RecordData>> rows() {
        Arbitrary<String> code = Arbitraries.of("A", "B", "C", "D", "E").injectNull(0.2);
        Arbitrary<String> network = Arbitraries.of("M", "N").injectNull(0.1);
        Arbitrary<Long> number = Arbitraries.longs().between(1, 4).injectNull(0.1);
        Arbitrary<String> label = Arbitraries.of("x", "y").injectNull(0.2);
        return Combinators.combine(code, network, number, label)
                .as(Stations::station)
                .list()
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<BulkOptions> options() {
        return Combinators.combine(
                        Arbitraries.of(OnError.class),
                        Arbitraries.of(OnConflict.class),
                        Arbitraries.of(CODE, NUMBER),
                        Arbitraries.of(true, false, false))
                .as(
                        (onError, onConflict, key, dryRun) ->
                                new BulkOptions(
                                        onError,
                                        onConflict,
                                        onConflict == OnConflict.ERROR
                                                ? Optional.empty()
                                                : Optional.of(key),
                                        dryRun,
                                        true));
    }

    private static String describe(BulkReport.Fault fault) {
        assertThat(fault.violation().code()).isEqualTo("duplicate");
        assertThat(fault.line()).isEqualTo(fault.index() + 1);
        return fault.index() + " " + fault.violation().pointer();
    }

    private static String describe(BulkModel.Rejection rejection) {
        return rejection.index() + " " + (rejection.key().equals(CODE) ? "/code" : "");
    }
}
