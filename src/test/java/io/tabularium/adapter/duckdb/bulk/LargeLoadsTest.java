package io.tabularium.adapter.duckdb.bulk;

import static io.tabularium.adapter.duckdb.Stations.station;
import static io.tabularium.contract.TestSchemas.COUNTERS;
import static io.tabularium.contract.TestSchemas.STATIONS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tabularium.adapter.duckdb.WriterHarness;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.BulkOptions;
import io.tabularium.domain.record.BulkOptions.OnConflict;
import io.tabularium.domain.record.BulkOptions.OnError;
import io.tabularium.domain.record.BulkRow;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordData;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Loads of more than one batch, which several threads append. */
final class LargeLoadsTest {

    private static final int ROWS = 150_000;
    private static final BulkOptions ABORT =
            new BulkOptions(OnError.ABORT, OnConflict.ERROR, Optional.empty(), false, false);

    @Test
    void numbersTheRecordsInTheOrderOfTheInput() {
        List<RecordData> rows = counters(ROWS);
        try (WriterHarness harness = WriterHarness.inMemory(COUNTERS)) {
            harness.load(COUNTERS, ABORT, rows);

            assertThat(harness.records(COUNTERS)).extracting(DataRecord::data).isEqualTo(rows);
        }
    }

    @Test
    void storesEveryRowWhereKeysAreUnique() {
        List<RecordData> rows =
                IntStream.range(0, 30_000)
                        .mapToObj(number -> station("C" + number, "N", (long) number, "label"))
                        .toList();
        try (WriterHarness harness = WriterHarness.inMemory(STATIONS)) {
            harness.load(STATIONS, ABORT, rows);

            assertThat(harness.records(STATIONS)).extracting(DataRecord::data).isEqualTo(rows);
        }
    }

    @Test
    void storesRowsThatAreLargerThanABatch() {
        List<RecordData> rows =
                IntStream.range(0, 2_000)
                        .mapToObj(
                                number ->
                                        counter(
                                                "x".repeat(number % 200 == 7 ? 1_000_000 : 300),
                                                (long) number))
                        .toList();
        try (WriterHarness harness = WriterHarness.inMemory(COUNTERS)) {
            harness.load(COUNTERS, ABORT, rows);

            assertThat(harness.records(COUNTERS)).extracting(DataRecord::data).isEqualTo(rows);
        }
    }

    @Test
    void storesNothingIfTheInputBreaksOff() {
        List<RecordData> rows = counters(ROWS);
        int[] next = {0};
        BulkLoad broken =
                new BulkLoad(
                        COUNTERS,
                        ABORT,
                        () -> {
                            if (next[0] == ROWS) {
                                throw new IllegalStateException("broken off");
                            }
                            return new BulkRow.Valid(next[0], 0, rows.get(next[0]++));
                        });
        try (WriterHarness harness = WriterHarness.inMemory(COUNTERS)) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> harness.writer.load(broken))
                    .withMessage("broken off");

            assertThat(harness.records(COUNTERS)).isEmpty();
            assertThat(harness.load(COUNTERS, ABORT, counters(2)).created()).isEqualTo(2);
        }
    }

    @Test
    void storesNothingIfARowCannotBeAppended() {
        List<RecordData> rows =
                IntStream.range(0, ROWS)
                        .mapToObj(
                                number ->
                                        counter(
                                                "counter",
                                                number == ROWS / 2 ? "no number" : (Object) 1L))
                        .toList();
        try (WriterHarness harness = WriterHarness.inMemory(COUNTERS)) {
            assertThatExceptionOfType(ClassCastException.class)
                    .isThrownBy(() -> harness.load(COUNTERS, ABORT, rows));

            assertThat(harness.records(COUNTERS)).isEmpty();
        }
    }

    private static List<RecordData> counters(int rows) {
        return IntStream.range(0, rows)
                .mapToObj(number -> counter("counter " + number, (long) number))
                .toList();
    }

    private static RecordData counter(String name, Object value) {
        return new RecordData(COUNTERS, new Object[] {name, value});
    }
}
