package io.tabularium.adapter.duckdb.maintenance;

import static io.tabularium.adapter.duckdb.Wells.SAMPLES;
import static io.tabularium.adapter.duckdb.Wells.WELLS;
import static io.tabularium.adapter.duckdb.Wells.well;
import static io.tabularium.adapter.duckdb.Wells.wells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.adapter.duckdb.WriterHarness;
import io.tabularium.domain.TabulariumException.DuplicateRecord;
import io.tabularium.domain.maintenance.StorageClusterer.Phase;
import io.tabularium.domain.maintenance.StorageClusterer.Progress;
import io.tabularium.domain.record.BulkOptions;
import io.tabularium.domain.record.BulkOptions.OnConflict;
import io.tabularium.domain.record.BulkOptions.OnError;
import io.tabularium.domain.record.DataRecord;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

@Timeout(60)
final class TableClustererTest {

    private static final BulkOptions ABORT =
            new BulkOptions(OnError.ABORT, OnConflict.ERROR, Optional.empty(), false, false);

    private static final Progress UNSEEN = (phase, copied, all) -> {};

    @TempDir private Path directory;

    @Test
    void storesRecordsInTheOrderOfTheClusteringThenOfCreation() throws Exception {
        try (WriterHarness harness = harness()) {
            harness.load(WELLS, ABORT, wells(5_000));

            assertThat(harness.writer.clusterer().cluster(WELLS, UNSEEN)).isEqualTo(5_000);

            assertThat(harness.texts("SELECT _seq FROM wells ORDER BY rowid"))
                    .isEqualTo(
                            harness.texts("SELECT _seq FROM wells ORDER BY field, period, _seq"));
        }
    }

    @Test
    void leavesEveryRecordAsItWas() throws Exception {
        List<DataRecord> before;
        try (WriterHarness harness = harness()) {
            harness.load(WELLS, ABORT, wells(3_000));
            before = harness.records(WELLS);

            harness.writer.clusterer().cluster(WELLS, UNSEEN);

            assertThat(harness.records(WELLS)).isEqualTo(before);
        }
        try (WriterHarness reopened = harness()) {
            assertThat(reopened.records(WELLS)).isEqualTo(before);
        }
    }

    @Test
    void keepsIndexesAndWhatTheyGuard() throws Exception {
        String indexes = "SELECT index_name FROM duckdb_indexes() ORDER BY index_name";
        try (WriterHarness harness = harness()) {
            harness.load(WELLS, ABORT, wells(1_000));
            List<String> before = harness.texts(indexes);
            DataRecord first = harness.records(WELLS).getFirst();

            harness.writer.clusterer().cluster(WELLS, UNSEEN);

            assertThat(harness.texts(indexes)).isEqualTo(before).hasSize(2);
            assertThatThrownBy(() -> harness.create(well(7))).isInstanceOf(DuplicateRecord.class);
            assertThatThrownBy(() -> harness.put(first.id(), well(7)))
                    .isInstanceOf(DuplicateRecord.class);
            harness.delete(first);
            assertThat(harness.create(well(0)).sequence()).isGreaterThan(1_000);
            assertThat(harness.texts("SELECT count(*) FROM wells WHERE label = 'label 3'"))
                    .containsExactly("10");
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void leavesEverythingAsItWasWhenInterrupted(Phase when) throws Exception {
        try (WriterHarness harness = harness()) {
            harness.load(WELLS, ABORT, wells(1_000));
            Thread caller = Thread.currentThread();

            assertThatThrownBy(
                            () ->
                                    harness.writer
                                            .clusterer()
                                            .cluster(
                                                    WELLS,
                                                    (phase, copied, all) -> {
                                                        if (phase == when) {
                                                            interruptAndAwait(caller);
                                                        }
                                                    }))
                    .isInstanceOf(InterruptedException.class);

            assertThat(harness.texts("SELECT _seq FROM wells ORDER BY rowid"))
                    .isEqualTo(harness.texts("SELECT _seq FROM wells ORDER BY _seq"));
            assertThat(tables(harness)).containsExactly("samples", "wells");
            harness.create(well(5_000));
            harness.writer.clusterer().cluster(WELLS, UNSEEN);
            assertThat(harness.records(WELLS)).hasSize(1_001);
        }
    }

    @Test
    void dropsCopyThatKilledProcessLeftBehind() throws Exception {
        try (WriterHarness harness = harness();
                Connection connection = harness.database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE \"wells$clustered\" AS SELECT 1 AS half");
        }

        try (WriterHarness harness = harness()) {
            assertThat(tables(harness)).containsExactly("samples", "wells");
        }
    }

    private WriterHarness harness() {
        return WriterHarness.at(directory.resolve("db"), WELLS, SAMPLES);
    }

    /**
     * Returns when the thread, which waits without a limit, has begun to stop what it waits for.
     */
    private static void interruptAndAwait(Thread caller) {
        caller.interrupt();
        while (caller.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    private static List<String> tables(WriterHarness harness) throws SQLException {
        return harness.texts(
                """
                SELECT table_name FROM duckdb_tables()
                WHERE NOT temporary AND NOT starts_with(table_name, '_') ORDER BY table_name
                """);
    }
}
