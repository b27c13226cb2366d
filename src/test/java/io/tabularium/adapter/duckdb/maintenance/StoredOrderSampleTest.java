package io.tabularium.adapter.duckdb.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tabularium.adapter.duckdb.WriterHarness;
import io.tabularium.domain.Compiled;
import io.tabularium.domain.maintenance.StorageClusterer.Progress;
import io.tabularium.domain.record.BulkOptions;
import io.tabularium.domain.record.BulkOptions.OnConflict;
import io.tabularium.domain.record.BulkOptions.OnError;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.schema.Schema;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

@Timeout(60)
final class StoredOrderSampleTest {

    private static final Schema THINGS =
            Compiled.schema(
                    "'a':{'type':['integer','null']},'b':{'type':['string','null']}",
                    ",'x-cluster':['a','b']");
    private static final BulkOptions ABORT =
            new BulkOptions(OnError.ABORT, OnConflict.ERROR, Optional.empty(), false, false);
    private static final Progress UNSEEN = (phase, copied, all) -> {};
    private static final int ROWS = 30_000;
    private static final int BLOCK = 1_000;

    @Test
    void findsNothingToMoveInTableThatIsInOrder() {
        try (WriterHarness harness = WriterHarness.inMemory(THINGS)) {
            load(harness, ROWS, row -> thing((long) row / 100, "b"));
            assertThat(disorder(harness)).isZero();
        }
    }

    @Test
    void findsScatteredTableOutOfOrderUntilItIsClustered() throws Exception {
        try (WriterHarness harness = WriterHarness.inMemory(THINGS)) {
            SplittableRandom random = new SplittableRandom(20_261_129);
            load(harness, ROWS, row -> thing(random.nextLong(1_000), "b" + random.nextInt(9)));
            assertThat(disorder(harness)).isGreaterThan(0.9);

            harness.writer.clusterer().cluster(THINGS, UNSEEN);

            assertThat(disorder(harness)).isZero();
        }
    }

    @Test
    void tellsTheShareThatWasAddedBehindTheOthers() {
        try (WriterHarness harness = WriterHarness.inMemory(THINGS)) {
            load(harness, 9 * ROWS / 10, row -> thing((long) row, null));
            assertThat(disorder(harness)).isZero();

            SplittableRandom random = new SplittableRandom(20_261_129);
            load(harness, ROWS / 10, row -> thing(random.nextLong(ROWS / 2), null));

            assertThat(disorder(harness)).isCloseTo(0.1, within(0.01));
        }
    }

    @Test
    void takesRowsForOrderedThatAreMixedWithinBlock() {
        try (WriterHarness harness = WriterHarness.inMemory(THINGS)) {
            load(harness, ROWS, row -> thing((long) (row - row % BLOCK + row * 7 % BLOCK), null));
            assertThat(disorder(harness)).isZero();
        }
    }

    @Test
    void countsFewRowsThatStandFarInFrontByTheirNumberAlone() {
        try (WriterHarness harness = WriterHarness.inMemory(THINGS)) {
            load(harness, ROWS, row -> thing((long) (row < 30 ? 2 * ROWS : row), null));
            assertThat(disorder(harness)).isLessThan(0.01);
        }
    }

    @Test
    void putsNullsLastAsTheClusteringDoes() throws Exception {
        try (WriterHarness harness = WriterHarness.inMemory(THINGS)) {
            load(harness, ROWS, row -> thing(row % 3 == 0 ? null : (long) row % 7, null));
            assertThat(disorder(harness)).isGreaterThan(0.5);

            harness.writer.clusterer().cluster(THINGS, UNSEEN);

            assertThat(disorder(harness)).isZero();
        }
    }

    @Test
    void takesSmallTableForOrdered() {
        try (WriterHarness harness = WriterHarness.inMemory(THINGS)) {
            load(harness, 5 * BLOCK, row -> thing((long) -row, "b"));

            assertThat(disorder(harness)).isGreaterThan(0.5);
            assertThat(harness.writer.storedOrder().disorder(THINGS)).isZero();
        }
    }

    @Test
    void takesTableForOrderedThatDeclaresNoOrder() {
        Schema plain = Compiled.schema("'a':{'type':'integer'}", "");
        try (WriterHarness harness = WriterHarness.inMemory(plain)) {
            assertThat(new StoredOrderSample(harness.database, 0).disorder(plain)).isZero();
        }
    }

    private static double disorder(WriterHarness harness) {
        return new StoredOrderSample(harness.database, BLOCK).disorder(THINGS);
    }

    /** By loads that are so small that each keeps the order of its rows. */
    private static void load(WriterHarness harness, int rows, IntFunction<RecordData> row) {
        for (int first = 0; first < rows; first += BLOCK) {
            List<RecordData> some =
                    IntStream.range(first, Math.min(rows, first + BLOCK)).mapToObj(row).toList();
            harness.load(THINGS, ABORT, some);
        }
    }

    private static RecordData thing(@Nullable Long a, @Nullable String b) {
        return new RecordData(THINGS, new Object[] {a, b});
    }
}
