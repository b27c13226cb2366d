package io.tabularium.adapter.duckdb.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.adapter.duckdb.WriterHarness;
import io.tabularium.contract.SchemaText;
import io.tabularium.domain.maintenance.IndexInspector.Disagreement;
import io.tabularium.domain.maintenance.IndexInspector.Extent;
import io.tabularium.domain.record.BulkOptions;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.schema.Schema;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Indexes that disagree with their table. No client can bring that about, so the test alters the
 * file: it changes one value where the table holds it, and leaves the index, which holds it in
 * another form, as it was.
 */
final class DuckDbIndexInspectorTest {

    private static final int ROWS = 3_000;
    private static final int FIRST_BLOCK = 12_288;
    private static final int BLOCK = 262_144;

    private static final BulkOptions ABORT =
            new BulkOptions(
                    BulkOptions.OnError.ABORT,
                    BulkOptions.OnConflict.ERROR,
                    Optional.empty(),
                    false,
                    false);

    private static final Schema MARKS =
            SchemaText.compile(
                    "marks",
                    """
                    {"type": "object", "additionalProperties": false,
                     "x-unique": [["mark", "label"]],
                     "properties": {
                      "mark": {"type": "integer", "x-indexed": true},
                      "label": {"type": "string", "x-unique": true}}}
                    """);

    @TempDir private Path directory;

    @Test
    void findsNothingWhereAllAgree() throws Exception {
        Path file = store();
        try (WriterHarness harness = WriterHarness.at(file, MARKS)) {
            List<Long> progress = new ArrayList<>();
            assertThat(
                            new DuckDbIndexInspector(harness.database)
                                    .inspect(MARKS, Extent.ALL, progress::add))
                    .isEmpty();
            assertThat(progress.getLast()).isEqualTo(3L * ROWS);
        }
    }

    @Test
    void findsValueThatItsIndexDoesNotAndRewritingMakesThemAgree() throws Exception {
        Path file = store();
        alter(file, mark(ROWS / 2), mark(ROWS / 2) + 1);
        try (WriterHarness harness = WriterHarness.at(file, MARKS)) {
            DuckDbIndexInspector inspector = new DuckDbIndexInspector(harness.database);
            assertThat(inspector.inspect(MARKS, Extent.ALL, values -> {}))
                    .containsExactly(new Disagreement("mark", 1));

            harness.writer.clusterer().cluster(MARKS, (phase, copied, all) -> {});

            assertThat(inspector.inspect(MARKS, Extent.ALL, values -> {})).isEmpty();
            assertThat(harness.records(MARKS)).hasSize(ROWS);
        }
    }

    /** Bound as it is, 1582-10-10 would be looked up as 1582-10-20. */
    @Test
    void comparesDatesThatTheGregorianReformSkipped() throws Exception {
        Schema days =
                SchemaText.compile(
                        "days",
                        """
                        {"type": "object", "additionalProperties": false,
                         "properties": {
                          "day": {"type": "string", "format": "date", "x-indexed": true}}}
                        """);
        try (WriterHarness harness = WriterHarness.inMemory(days)) {
            LocalDate skipped = LocalDate.of(1582, 10, 10);
            harness.load(days, ABORT, List.of(new RecordData(days, new Object[] {skipped})));

            assertThat(
                            new DuckDbIndexInspector(harness.database)
                                    .inspect(days, Extent.ALL, values -> {}))
                    .isEmpty();
        }
    }

    @Test
    void comparesNoMoreThanItIsAsked() throws Exception {
        Path file = store();
        try (WriterHarness harness = WriterHarness.at(file, MARKS)) {
            List<Long> progress = new ArrayList<>();
            new DuckDbIndexInspector(harness.database)
                    .inspect(MARKS, new Extent(500, Duration.ofMinutes(1)), progress::add);
            assertThat(progress.getLast()).isBetween(1_000L, 2_500L);

            progress.clear();
            new DuckDbIndexInspector(harness.database)
                    .inspect(MARKS, new Extent(500, Duration.ZERO), progress::add);
            assertThat(progress).isEmpty();
        }
    }

    private Path store() {
        Path file = directory.resolve("marks.duckdb");
        try (WriterHarness harness = WriterHarness.at(file, MARKS)) {
            List<RecordData> rows = new ArrayList<>();
            for (int row = 0; row < ROWS; row++) {
                rows.add(new RecordData(MARKS, new Object[] {mark(row), "label " + row}));
            }
            harness.load(MARKS, ABORT, rows);
        }
        return file;
    }

    /** Spread so far that the engine cannot store them in fewer bytes. */
    private static long mark(int row) {
        return new Random(row).nextLong();
    }

    private static void alter(Path file, long before, long after) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int altered = 0;
        for (int at = FIRST_BLOCK; at + Long.BYTES <= bytes.capacity(); at++) {
            if (bytes.getLong(at) == before) {
                bytes.putLong(at, after);
                int block = FIRST_BLOCK + (at - FIRST_BLOCK) / BLOCK * BLOCK;
                bytes.putLong(block, checksum(bytes, block + Long.BYTES, BLOCK - Long.BYTES));
                altered++;
            }
        }
        assertThat(altered).isEqualTo(1);
        Files.write(file, bytes.array());
    }

    /** The engine's own. */
    private static long checksum(ByteBuffer bytes, int from, int length) {
        long sum = 5_381;
        for (int i = from; i < from + length; i += Long.BYTES) {
            sum ^= bytes.getLong(i) * 0xbf58476d1ce4e5b9L;
        }
        return sum;
    }
}
