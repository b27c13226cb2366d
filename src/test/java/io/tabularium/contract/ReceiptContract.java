package io.tabularium.contract;

import static io.tabularium.contract.Rows.counter;
import static io.tabularium.contract.Rows.source;
import static io.tabularium.contract.Rows.station;
import static io.tabularium.contract.TestSchemas.COUNTERS;
import static io.tabularium.contract.TestSchemas.STATIONS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.adapter.representation.KeptData;
import io.tabularium.adapter.representation.RecordJson;
import io.tabularium.domain.TabulariumException.DuplicateRecord;
import io.tabularium.domain.TabulariumException.IdempotencyKeyReused;
import io.tabularium.domain.TabulariumException.RequestInProgress;
import io.tabularium.domain.receipt.IdempotencyKey;
import io.tabularium.domain.receipt.KeyedRequest;
import io.tabularium.domain.receipt.Once;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.BulkOptions;
import io.tabularium.domain.record.BulkOptions.OnConflict;
import io.tabularium.domain.record.BulkOptions.OnError;
import io.tabularium.domain.record.BulkReport;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.KeptOutcome;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.schema.Schema;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A request under an idempotency key is done once. It leaves a receipt only if it stores. */
interface ReceiptContract extends StoreUnderTest {

    BulkOptions DRY =
            new BulkOptions(OnError.ABORT, OnConflict.ERROR, Optional.empty(), true, false);
    BulkOptions RETURNING =
            new BulkOptions(OnError.SKIP, OnConflict.ERROR, Optional.empty(), false, true);

    @Test
    default void createsOnceUnderAKey() {
        String key = "a key, with 'quotes' and ~";
        RecordData data = counter("a", 1L);
        DataRecord created = now(create(key, data));

        KeptOutcome.Creation kept = before(create(key, data));

        assertThat(kept.id()).isEqualTo(created.id());
        assertThat(kept.createdAt()).isEqualTo(created.createdAt());
        assertThat(representation(kept, data)).isEqualTo(RecordJson.bytes(created));
        assertThat(count(COUNTERS)).isEqualTo(1);
        now(create("another", data));
        assertThat(count(COUNTERS)).isEqualTo(2);
    }

    @Test
    default void makesLargeRecordAgainOfTheDataOfTheRequest() {
        RecordData data = counter("ü\"\n".repeat(10_000), 1L);
        DataRecord created = now(create("large", data));

        KeptOutcome.Creation kept = before(create("large", data));

        assertThat(representation(kept, data)).isEqualTo(RecordJson.bytes(created));
        assertThat(KeptData.representation(kept, COUNTERS, () -> counter("other", 1L))).isEmpty();
    }

    @Test
    default void keepsNoDataThatTheAnswerDoesNotHave() {
        KeyedRequest request = new KeyedRequest(new IdempotencyKey("key"), () -> "print", false);
        Mutation.Create creation = new Mutation.Create(StoreUnderTest.randomId(), counter("a", 1L));
        now(store().writer().create(request, () -> creation));

        KeptOutcome.Creation kept = before(store().writer().create(request, () -> creation));

        assertThat(kept.data()).isInstanceOf(KeptOutcome.Data.None.class);
    }

    @Test
    default void refusesAnotherRequestUnderTheKey() {
        now(create("key", counter("a", 1L)));
        KeyedRequest other = new KeyedRequest(new IdempotencyKey("key"), () -> "other", true);

        assertThatThrownBy(
                        () ->
                                store().writer()
                                        .create(
                                                other,
                                                () -> {
                                                    throw new AssertionError("done before");
                                                }))
                .isInstanceOf(IdempotencyKeyReused.class);
    }

    @Test
    default void keepsNoReceiptOfRefusedRecord() {
        now(create("first", station("A", null, null, null)));

        assertThatThrownBy(() -> create("second", station("A", null, null, null)))
                .isInstanceOf(DuplicateRecord.class);

        now(create("second", station("B", null, null, null)));
        before(create("second", station("B", null, null, null)));
    }

    @Test
    default void keepsReceiptsOfThoseWritesOfManyThatAreStored() {
        List<Boolean> stored =
                Concurrently.run(
                        16,
                        number -> {
                            try {
                                now(create("key " + number, station("same", null, null, null)));
                                return true;
                            } catch (DuplicateRecord refused) {
                                return false;
                            }
                        });

        List<Boolean> kept = new ArrayList<>();
        for (int number = 0; number < stored.size(); number++) {
            kept.add(
                    create("key " + number, station("other " + number, null, null, null))
                            instanceof Once.Before);
        }
        assertThat(kept).isEqualTo(stored);
        assertThat(stored).containsOnlyOnce(true);
    }

    @Test
    default void doesOneOfManyRequestsUnderOneKey() {
        AtomicInteger done = new AtomicInteger();
        Concurrently.run(
                16,
                _ -> {
                    try {
                        if (create("key", counter("a", 1L)) instanceof Once.Now) {
                            done.incrementAndGet();
                        }
                    } catch (RequestInProgress another) {
                        assertThat(another.retryAfter()).isPositive();
                    }
                    return true;
                });

        assertThat(done).hasValue(1);
        assertThat(count(COUNTERS)).isEqualTo(1);
    }

    /** The loser of a race may find that the winner's record has its unique key. */
    @Test
    default void answersRacingRequestsUnderOneKeyAlikeOrRefusesThem() {
        for (int round = 0; round < 20; round++) {
            String key = "key " + round;
            RecordData data = station("code " + round, null, null, null);
            List<Optional<RecordId>> answers =
                    Concurrently.run(4, _ -> unlessInProgress(() -> id(create(key, data))));

            assertThat(answers.stream().flatMap(Optional::stream).distinct()).hasSize(1);
            assertThat(count(STATIONS)).isEqualTo(round + 1L);
        }
    }

    @Test
    default void answersRacingLoadsUnderOneKeyAlikeOrRefusesThem() {
        for (int round = 0; round < 10; round++) {
            String key = "key " + round;
            RecordData[] rows = new RecordData[20];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = station("code " + round + "." + i, null, null, null);
            }
            BulkOptions options = round % 2 == 0 ? BulkContract.ABORT : BulkContract.SKIP;
            List<Optional<BulkReport>> reports =
                    Concurrently.run(
                            4,
                            _ ->
                                    unlessInProgress(
                                            () -> report(load(key, STATIONS, options, rows))));

            assertThat(reports.stream().flatMap(Optional::stream))
                    .isNotEmpty()
                    .allSatisfy(report -> assertThat(report.created()).isEqualTo(rows.length));
            assertThat(count(STATIONS)).isEqualTo(rows.length * (round + 1L));
        }
    }

    private static <T> Optional<T> unlessInProgress(Supplier<T> request) {
        try {
            return Optional.of(request.get());
        } catch (RequestInProgress another) {
            return Optional.empty();
        }
    }

    private static RecordId id(Once<DataRecord, KeptOutcome.Creation> once) {
        return switch (once) {
            case Once.Now<DataRecord, KeptOutcome.Creation>(DataRecord created) -> created.id();
            case Once.Before<DataRecord, KeptOutcome.Creation>(KeptOutcome.Creation kept) ->
                    kept.id();
        };
    }

    private static BulkReport report(Once<BulkReport, KeptOutcome.Load> once) {
        return switch (once) {
            case Once.Now<BulkReport, KeptOutcome.Load>(BulkReport report) -> report;
            case Once.Before<BulkReport, KeptOutcome.Load>(KeptOutcome.Load kept) -> kept.report();
        };
    }

    @Test
    default void loadsOnceUnderAKey() {
        loadTwice("added", COUNTERS, BulkContract.ABORT, counter("a", 1L), counter("b", 2L));
        loadTwice("keyed", STATIONS, BulkContract.ABORT, station("A", null, null, null));
        BulkReport merged =
                loadTwice(
                        "merged",
                        STATIONS,
                        BulkContract.SKIP,
                        station("A", null, null, null),
                        station("B", null, null, null));

        assertThat(merged.created()).isEqualTo(1);
        assertThat(merged.errors()).hasSize(1);
        assertThat(count(COUNTERS)).isEqualTo(2);
        assertThat(count(STATIONS)).isEqualTo(2);
    }

    @Test
    default void keepsTheRecordsThatALoadReturned() {
        RecordData[] rows = {station("A", "ü\"", 1L, "\n"), station("B", null, null, null)};
        BulkReport report = now(load("key", STATIONS, RETURNING, rows));

        KeptOutcome.Load kept = before(load("key", STATIONS, RETURNING, rows));

        assertThat(texts(kept.records().orElseThrow()))
                .isEqualTo(
                        texts(
                                report.records().orElseThrow().stream()
                                        .map(RecordJson::bytes)
                                        .toList()));
    }

    @Test
    default void returnsNoMoreRecordsOfALoadUnderAKeyThanAreKept() {
        // As long as an entry of an index may be, and together more than 4 MiB.
        String text = "a".repeat(2_000);
        RecordData[] counters = new RecordData[2_000];
        RecordData[] stations = new RecordData[counters.length];
        for (int i = 0; i < counters.length; i++) {
            counters[i] = counter(text, 1L);
            stations[i] = station("code " + i, null, null, text);
        }

        returnsNone("added", COUNTERS, counters);
        returnsNone("keyed", STATIONS, stations);
        stations[1] = station("new", null, null, "merged");
        BulkReport merged = now(load("merged", STATIONS, RETURNING, stations));
        assertThat(merged.created()).isEqualTo(1);
        assertThat(merged.records().orElseThrow()).hasSize(1);
    }

    private void returnsNone(String key, Schema schema, RecordData... rows) {
        BulkReport report = now(load(key, schema, RETURNING, rows));

        assertThat(report.created()).isEqualTo(rows.length);
        assertThat(report.records()).isEmpty();
        assertThat(before(load(key, schema, RETURNING, rows)).records()).isEmpty();
    }

    @Test
    default void keepsNoReceiptOfLoadThatStoresNothing() {
        now(create("first", station("A", null, null, null)));

        for (int i = 0; i < 2; i++) {
            now(load("aborted", STATIONS, BulkContract.ABORT, station("A", null, null, null)));
            now(load("dry", STATIONS, DRY, station("B", null, null, null)));
            now(load("dry too", COUNTERS, DRY, counter("b", 2L)));
        }
    }

    @Test
    default void findsReceiptsAgainIfDurable() {
        now(create("single", counter("a", 1L)));
        now(load("bulk", COUNTERS, BulkContract.ABORT, counter("b", 2L)));

        reopen(TestSchemas.all());

        boolean durable = capabilities().contains(StoreCapability.DURABLE);
        assertThat(create("single", counter("a", 1L)) instanceof Once.Before).isEqualTo(durable);
        assertThat(
                        load("bulk", COUNTERS, BulkContract.ABORT, counter("b", 2L))
                                instanceof Once.Before)
                .isEqualTo(durable);
    }

    private Once<DataRecord, KeptOutcome.Creation> create(String key, RecordData data) {
        return store().writer()
                .create(request(key), () -> new Mutation.Create(StoreUnderTest.randomId(), data));
    }

    private Once<BulkReport, KeptOutcome.Load> load(
            String key, Schema schema, BulkOptions options, RecordData... rows) {
        KeyedRequest request = request(key);
        return store().writer()
                .load(
                        request,
                        () -> {
                            BulkLoad load =
                                    new BulkLoad(
                                            schema,
                                            options,
                                            source(List.of(rows)),
                                            Optional.of(request));
                            store().writer().load(load);
                            return load.report();
                        });
    }

    /** The report of the first load, which the second must equal. */
    private BulkReport loadTwice(
            String key, Schema schema, BulkOptions options, RecordData... rows) {
        BulkReport report = now(load(key, schema, options, rows));
        assertThat(before(load(key, schema, options, rows)).report()).isEqualTo(report);
        return report;
    }

    /** Its fingerprint is that of a body, which only the thread of the request can read. */
    private static KeyedRequest request(String key) {
        Thread caller = Thread.currentThread();
        return new KeyedRequest(
                new IdempotencyKey(key),
                () -> {
                    assertThat(Thread.currentThread()).isEqualTo(caller);
                    return "print";
                },
                true);
    }

    private static byte[] representation(KeptOutcome.Creation kept, RecordData data) {
        return KeptData.representation(kept, data.schema(), () -> data).orElseThrow();
    }

    private static List<String> texts(List<byte[]> records) {
        return records.stream().map(bytes -> new String(bytes, StandardCharsets.UTF_8)).toList();
    }

    private static <T> T now(Once<T, ?> once) {
        return switch (once) {
            case Once.Now<T, ?>(T outcome) -> outcome;
            case Once.Before<T, ?> before -> throw new AssertionError("done before: " + before);
        };
    }

    private static <K> K before(Once<?, K> once) {
        return switch (once) {
            case Once.Now<?, K> now -> throw new AssertionError("done now: " + now);
            case Once.Before<?, K>(K kept) -> kept;
        };
    }
}
