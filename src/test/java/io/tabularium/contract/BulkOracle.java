package io.tabularium.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.domain.Violation;
import io.tabularium.domain.query.RecordQuery;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.BulkOptions;
import io.tabularium.domain.record.BulkOptions.OnConflict;
import io.tabularium.domain.record.BulkOptions.OnError;
import io.tabularium.domain.record.BulkReport;
import io.tabularium.domain.record.BulkRow;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.record.RecordReader;
import io.tabularium.domain.record.RecordWriter;
import io.tabularium.domain.schema.UniqueKey;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/**
 * Holds what a store makes of random bulk loads, full of rows that are invalid or conflict, against
 * what {@link InMemoryRecords} makes of them.
 */
abstract class BulkOracle {

    private static final int TRIES = 60;
    private static final int MAX_ROWS = 25;
    private static final int KEY_VALUES = 8;

    private final StoreFixture.Opener opener;

    BulkOracle(StoreFixture.Opener opener) {
        this.opener = opener;
    }

    /** A row of the input; without data, one that violates its schema. */
    record Row(@Nullable RecordData data) {}

    /** A record without what two stores choose differently. */
    record Content(long version, RecordData data) {}

    /** What a record keeps for as long as it is stored. */
    record Identity(RecordId id, long sequence, Instant createdAt) {}

    @Provide
    Arbitrary<List<Row>> rows() {
        return Arbitraries.randomValue(BulkOracle::row).list().ofMaxSize(MAX_ROWS);
    }

    @Provide
    Arbitrary<BulkOptions> options() {
        return Arbitraries.randomValue(BulkOracle::options);
    }

    @Property(tries = TRIES)
    void loadsLikeTheStoreInMemory(
            @ForAll("rows") List<Row> before,
            @ForAll("rows") List<Row> rows,
            @ForAll("options") BulkOptions options) {
        Stores.use(
                opener,
                TestSchemas.STATIONS,
                store -> {
                    load(store.writer(), BulkContract.SKIP, before);
                    List<DataRecord> stored = everything(store.reader());
                    InMemoryRecords oracle = new InMemoryRecords();
                    oracle.restore(stored);

                    BulkReport expected = load(oracle, options, rows);
                    BulkReport actual = load(store.writer(), options, rows);

                    assertThat(withoutRecords(actual)).isEqualTo(withoutRecords(expected));
                    assertThat(actual.records().isPresent())
                            .isEqualTo(expected.records().isPresent());
                    assertThat(contents(actual.records().orElse(List.of())))
                            .containsExactlyInAnyOrderElementsOf(
                                    contents(expected.records().orElse(List.of())));
                    List<DataRecord> after = everything(store.reader());
                    assertThat(contents(after)).isEqualTo(contents(everything(oracle)));
                    assertThat(identities(after.subList(0, stored.size())))
                            .isEqualTo(identities(stored));
                    assertThat(after).containsAll(actual.records().orElse(List.of()));
                });
    }

    private static BulkReport load(RecordWriter writer, BulkOptions options, List<Row> rows) {
        List<BulkRow> bulk = new ArrayList<>();
        for (Row row : rows) {
            long index = bulk.size();
            bulk.add(
                    row.data() == null
                            ? new BulkRow.Invalid(
                                    index, index + 1, List.of(new Violation("", "type", "is bad")))
                            : new BulkRow.Valid(index, index + 1, row.data()));
        }
        BulkLoad load = new BulkLoad(TestSchemas.STATIONS, options, Rows.sourceOf(bulk));
        writer.load(load);
        return load.report();
    }

    private static List<DataRecord> everything(RecordReader reader) {
        RecordQuery query = RecordQuery.everything(TestSchemas.STATIONS);
        return StreamedRecords.of(reader, query, OptionalLong.empty()).stream()
                .sorted(new RecordOrder(List.of()))
                .toList();
    }

    private static List<Content> contents(List<DataRecord> records) {
        return records.stream()
                .map(record -> new Content(record.version(), record.data()))
                .toList();
    }

    private static List<Identity> identities(List<DataRecord> records) {
        return records.stream()
                .map(record -> new Identity(record.id(), record.sequence(), record.createdAt()))
                .toList();
    }

    private static BulkReport withoutRecords(BulkReport report) {
        return new BulkReport(
                report.schema(),
                report.received(),
                report.created(),
                report.updated(),
                report.ignored(),
                report.rejected(),
                report.errors(),
                report.errorCount(),
                report.outcome(),
                Optional.empty());
    }

    private static Row row(Random random) {
        return new Row(
                random.nextInt(25) == 0
                        ? null
                        : Rows.station(
                                orNull(random, "code " + random.nextInt(KEY_VALUES)),
                                orNull(random, "network " + random.nextInt(2)),
                                orNull(random, (long) random.nextInt(KEY_VALUES)),
                                "label " + random.nextInt()));
    }

    private static BulkOptions options(Random random) {
        List<OnConflict> kinds = List.of(OnConflict.values());
        OnConflict onConflict = kinds.get(random.nextInt(kinds.size()));
        List<UniqueKey> keys = TestSchemas.STATIONS.uniqueKeys();
        return new BulkOptions(
                random.nextInt(4) == 0 ? OnError.ABORT : OnError.SKIP,
                onConflict,
                onConflict == OnConflict.ERROR
                        ? Optional.empty()
                        : Optional.of(keys.get(random.nextInt(keys.size()))),
                random.nextInt(5) == 0,
                random.nextBoolean());
    }

    private static <T> @Nullable T orNull(Random random, T value) {
        return random.nextInt(6) == 0 ? null : value;
    }
}
