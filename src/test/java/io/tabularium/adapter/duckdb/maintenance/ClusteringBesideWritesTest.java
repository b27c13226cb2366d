package io.tabularium.adapter.duckdb.maintenance;

import static io.tabularium.adapter.duckdb.Wells.GROWN;
import static io.tabularium.adapter.duckdb.Wells.SAMPLES;
import static io.tabularium.adapter.duckdb.Wells.WELLS;
import static io.tabularium.adapter.duckdb.Wells.grown;
import static io.tabularium.adapter.duckdb.Wells.sample;
import static io.tabularium.adapter.duckdb.Wells.well;
import static io.tabularium.adapter.duckdb.Wells.wells;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.duckdb.Wells;
import io.tabularium.adapter.duckdb.WriterHarness;
import io.tabularium.adapter.duckdb.read.DuckDbRecordReader;
import io.tabularium.adapter.duckdb.sql.DuckDbDialect;
import io.tabularium.adapter.jdbc.cache.RecordCache;
import io.tabularium.adapter.jdbc.read.QueryTimes;
import io.tabularium.domain.maintenance.StorageClusterer.Phase;
import io.tabularium.domain.maintenance.StorageClusterer.Progress;
import io.tabularium.domain.query.Filter;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.BulkOptions;
import io.tabularium.domain.record.BulkOptions.OnConflict;
import io.tabularium.domain.record.BulkOptions.OnError;
import io.tabularium.domain.record.BulkRow;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordSource;
import io.tabularium.domain.record.Rooms;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clustering while the table is in use. */
@Timeout(60)
final class ClusteringBesideWritesTest {

    private static final BulkOptions ABORT =
            new BulkOptions(OnError.ABORT, OnConflict.ERROR, Optional.empty(), false, false);

    private static final Progress UNSEEN = (phase, copied, all) -> {};

    @TempDir private Path directory;

    @Test
    void missesNothingThatIsWrittenMeanwhile() throws Exception {
        try (WriterHarness harness = harness();
                ExecutorService writers = Executors.newFixedThreadPool(2)) {
            harness.load(WELLS, ABORT, wells(2_000));
            CountDownLatch stop = new CountDownLatch(1);
            List<Future<Integer>> counts = new ArrayList<>();
            for (int writer = 1; writer <= 2; writer++) {
                int from = writer * 1_000_000;
                counts.add(writers.submit(() -> changeUntil(stop, harness, from)));
            }

            try (Connection reader = oldReader(harness)) {
                for (int i = 0; i < 5; i++) {
                    harness.writer.clusterer().cluster(WELLS, UNSEEN);
                }
                reader.rollback();
            }
            stop.countDown();

            long rounds = 0;
            for (Future<Integer> count : counts) {
                rounds += count.get();
            }
            assertThat(rounds).isPositive();
            assertThat(harness.records(WELLS)).hasSize((int) (2_000 + 3 * rounds));
            assertThat(harness.texts("SELECT count(*) FROM wells WHERE field = 'changed'"))
                    .containsExactly(Long.toString(rounds));
        }
    }

    /** Each round leaves three records, one of them changed, and makes and removes a fourth. */
    private static int changeUntil(CountDownLatch stop, WriterHarness harness, int from) {
        int number = from;
        int rounds = 0;
        while (stop.getCount() > 0) {
            DataRecord changed = harness.create(well(number));
            harness.put(changed.id(), well("changed", number++));
            DataRecord first = harness.create(well(number++));
            harness.delete(first);
            harness.put(first.id(), first.data());
            harness.delete(harness.create(well(number++)));
            harness.load(WELLS, ABORT, List.of(well(number++)));
            rounds++;
        }
        return rounds;
    }

    /** The log of an exchange must say the same as the exchange, indexes included. */
    @Test
    void leavesKeysGuardedExactlyInTheFilesAtAnyTime() throws Exception {
        Path copy = Files.createDirectory(directory.resolve("copy"));
        List<DataRecord> left;
        try (WriterHarness harness = harness()) {
            harness.load(WELLS, ABORT, wells(1_000));
            try (Connection reader = oldReader(harness)) {
                harness.writer
                        .clusterer()
                        .cluster(
                                WELLS,
                                (phase, copied, all) -> {
                                    if (phase == Phase.WAITING) {
                                        changeKeys(harness);
                                    }
                                });
                left = harness.records(WELLS);
                for (String file : List.of("db", "db.wal")) {
                    Files.copy(directory.resolve(file), copy.resolve(file));
                }
                reader.rollback();
            }
        }

        try (WriterHarness survivor = WriterHarness.at(copy.resolve("db"), WELLS, SAMPLES)) {
            assertThat(survivor.records(WELLS)).isEqualTo(left).hasSize(1_000);
            survivor.create(well(8));
            for (DataRecord one : survivor.records(WELLS)) {
                survivor.delete(one);
                survivor.put(one.id(), one.data());
            }
            assertThat(survivor.records(WELLS)).hasSize(1_001);
        }
    }

    /** Keys are changed, given to another record, given back, and freed. */
    private static void changeKeys(WriterHarness harness) {
        List<DataRecord> records = harness.records(WELLS);
        harness.put(records.get(5).id(), well("changed", 5));
        harness.put(records.get(6).id(), well("moved", 9_000));
        harness.create(well(6));
        harness.delete(records.get(7));
        harness.put(records.get(7).id(), well(7));
        harness.delete(records.get(8));
    }

    @Test
    void waitsForBulkLoadThatFillsTheTable() throws Exception {
        CountDownLatch rowTaken = new CountDownLatch(1);
        CountDownLatch waiting = new CountDownLatch(1);
        try (WriterHarness harness = harness();
                ExecutorService executor = Executors.newSingleThreadExecutor()) {
            harness.load(SAMPLES, ABORT, List.of(sample(2), sample(1)));
            Future<?> load =
                    executor.submit(
                            () ->
                                    harness.writer.load(
                                            new BulkLoad(
                                                    SAMPLES, ABORT, slowRow(rowTaken, waiting))));
            rowTaken.await();

            harness.writer
                    .clusterer()
                    .cluster(
                            SAMPLES,
                            (phase, copied, all) -> {
                                if (phase == Phase.WAITING) {
                                    waiting.countDown();
                                }
                            });
            load.get();

            assertThat(harness.texts("SELECT value FROM samples ORDER BY rowid"))
                    .containsExactly("1", "2", "0");
        }
    }

    @Test
    void keepsColumnsWhereTheyStand() throws Exception {
        harness().close();
        try (WriterHarness harness = WriterHarness.at(directory.resolve("db"), GROWN)) {
            harness.create(grown("before", 9));

            harness.writer.clusterer().cluster(GROWN, UNSEEN);
            harness.load(GROWN, ABORT, List.of(grown("loaded", 8)));
            harness.create(grown("created", 7));

            assertThat(harness.records(GROWN))
                    .extracting(DataRecord::data)
                    .containsExactly(grown("before", 9), grown("loaded", 8), grown("created", 7));
        }
    }

    @Test
    void letsCursorsGoOnAcrossTheExchange() throws Exception {
        try (WriterHarness harness = harness();
                DuckDbRecordReader reader = reader(harness)) {
            harness.load(WELLS, ABORT, wells(1_000));
            List<DataRecord> undisturbed = Wells.walk(reader, () -> {});

            List<DataRecord> disturbed = Wells.walk(reader, () -> cluster(harness));

            assertThat(disturbed).isEqualTo(undisturbed).hasSize(1_000);
        }
    }

    @Test
    void answersKeptStatementsFromTheNewTable() throws Exception {
        try (WriterHarness harness = harness();
                DuckDbRecordReader reader = reader(harness)) {
            harness.load(WELLS, ABORT, wells(1_000));
            DataRecord one = harness.records(WELLS).get(500);
            assertThat(reader.find(WELLS, one.id(), Rooms.unbounded())).contains(one);
            harness.put(one.id(), one.data());

            harness.writer.clusterer().cluster(WELLS, UNSEEN);

            DataRecord changed = harness.put(one.id(), well("moved", 500)).record();
            assertThat(reader.find(WELLS, one.id(), Rooms.unbounded())).contains(changed);
            harness.delete(changed);
            assertThat(reader.find(WELLS, one.id(), Rooms.unbounded())).isEmpty();
            assertThat(reader.count(WELLS, Filter.ALL)).isEqualTo(999);
        }
    }

    private WriterHarness harness() {
        return WriterHarness.at(directory.resolve("db"), WELLS, SAMPLES);
    }

    private static void cluster(WriterHarness harness) {
        try {
            harness.writer.clusterer().cluster(WELLS, UNSEEN);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static DuckDbRecordReader reader(WriterHarness harness) {
        return new DuckDbRecordReader(
                new DuckDbDialect(),
                new DuckDbRecordReader.Pools(harness.database.reads(), harness.database.streams()),
                new RecordCache(0),
                harness.writer.sizes(),
                new QueryTimes(Duration.ofSeconds(30), WriterHarness.SLOW));
    }

    /** A transaction that keeps the engine from forgetting what it can see. */
    private static Connection oldReader(WriterHarness harness) throws SQLException {
        Connection reader = harness.database.connect();
        reader.setAutoCommit(false);
        try (Statement statement = reader.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM wells")) {
            rows.next();
        }
        return reader;
    }

    /** One row, which is there when the latch is open. */
    private static RecordSource slowRow(CountDownLatch asked, CountDownLatch latch) {
        Iterator<BulkRow> rows = List.<BulkRow>of(new BulkRow.Valid(0, 1, sample(0))).iterator();
        return () -> {
            asked.countDown();
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return rows.hasNext() ? rows.next() : null;
        };
    }
}
