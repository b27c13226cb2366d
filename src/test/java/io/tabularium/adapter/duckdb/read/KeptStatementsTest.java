package io.tabularium.adapter.duckdb.read;

import static io.tabularium.adapter.duckdb.Wells.WELLS;
import static io.tabularium.adapter.duckdb.Wells.well;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.duckdb.WriterHarness;
import io.tabularium.domain.record.Change;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordData;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;

/** The statements of lone writes, prepared once, stay right whatever becomes of their table. */
@Timeout(60)
final class KeptStatementsTest {

    private WriterHarness harness;

    @BeforeEach
    void open() {
        harness = WriterHarness.inMemory(WELLS);
    }

    @AfterEach
    void close() {
        harness.close();
    }

    /** Engines plan by statistics: here there are none when the statements are prepared. */
    @Test
    void areRightForValuesBeyondThoseThatTheTableHadWhenTheyWerePrepared() {
        List<DataRecord> expected = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            DataRecord kept = harness.create(well(3 * round));
            DataRecord changed = harness.create(well(null, 3 * round + 1));
            DataRecord removed = harness.create(well(3 * round + 2));
            Change change = harness.put(changed.id(), wellOf(1_000_000L * round, 3 * round + 1));
            harness.delete(removed);
            expected.add(kept);
            expected.add(change.record());

            assertThat(harness.records(WELLS)).isEqualTo(expected);
        }
    }

    @Test
    void areRightAfterTheTableWasReplaced() throws Exception {
        DataRecord first = harness.create(well(1));
        DataRecord second = harness.create(well(2));
        harness.put(first.id(), wellOf(1L, 1));
        harness.delete(second);

        harness.writer.clusterer().cluster(WELLS, (phase, copied, all) -> {});

        DataRecord third = harness.create(well(3));
        DataRecord fourth = harness.create(well(4));
        harness.delete(third);
        Change last = harness.put(first.id(), wellOf(2L, 1));
        assertThat(harness.records(WELLS)).containsExactly(last.record(), fourth);
    }

    private static RecordData wellOf(long period, int number) {
        return new RecordData(
                WELLS, new Object[] {null, period, "well " + number, "label " + number % 100});
    }
}
