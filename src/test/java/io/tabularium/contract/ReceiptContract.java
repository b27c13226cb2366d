package io.tabularium.contract;

import static io.tabularium.contract.Rows.counter;
import static io.tabularium.contract.Rows.source;
import static io.tabularium.contract.Rows.station;
import static io.tabularium.contract.TestSchemas.COUNTERS;
import static io.tabularium.contract.TestSchemas.STATIONS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.domain.TabulariumException.DuplicateRecord;
import io.tabularium.domain.receipt.IdempotencyKey;
import io.tabularium.domain.receipt.Receipt;
import io.tabularium.domain.receipt.ReceiptDraft;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.BulkOptions;
import io.tabularium.domain.record.BulkOptions.OnConflict;
import io.tabularium.domain.record.BulkOptions.OnError;
import io.tabularium.domain.record.BulkReport;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.schema.Schema;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What was asked for under an idempotency key leaves a receipt exactly if it was stored. */
interface ReceiptContract extends StoreUnderTest {

    @Test
    default void keepsReceiptOfCreatedRecord() {
        DataRecord created = createUnder("a key, with 'quotes' and ~", counter("a", 1L));

        Receipt receipt = receipt("a key, with 'quotes' and ~").orElseThrow();

        assertThat(receipt.key().value()).isEqualTo("a key, with 'quotes' and ~");
        assertThat(receipt.fingerprint()).isEqualTo("print");
        assertThat(text(receipt)).isEqualTo(created.id().toString());
        assertThat(receipt("another")).isEmpty();
    }

    @Test
    default void keepsAnswersOfAnyBytes() {
        byte[] answer = new byte[300_000];
        for (int i = 0; i < answer.length; i++) {
            answer[i] = (byte) i;
        }
        ReceiptDraft<DataRecord> draft =
                new ReceiptDraft<>(new IdempotencyKey("key"), () -> "print", record -> answer);

        store().writer()
                .write(
                        new Mutation.Create(
                                StoreUnderTest.randomId(), counter("a", 1L), Optional.of(draft)));

        assertThat(receipt("key").orElseThrow().answer()).isEqualTo(answer);
    }

    @Test
    default void keepsNoReceiptOfRefusedRecord() {
        createUnder("first", station("A", null, null, null));

        assertThatThrownBy(() -> createUnder("second", station("A", null, null, null)))
                .isInstanceOf(DuplicateRecord.class);

        assertThat(receipt("second")).isEmpty();
        createUnder("second", station("B", null, null, null));
        assertThat(receipt("second")).isPresent();
    }

    @Test
    default void keepsReceiptsOfThoseWritesOfManyThatAreStored() {
        List<Boolean> stored =
                Concurrently.run(
                        16,
                        number -> {
                            try {
                                createUnder("key " + number, station("same", null, null, null));
                                return true;
                            } catch (DuplicateRecord refused) {
                                return false;
                            }
                        });

        List<Boolean> kept = new ArrayList<>();
        for (int number = 0; number < stored.size(); number++) {
            kept.add(receipt("key " + number).isPresent());
        }
        assertThat(kept).isEqualTo(stored);
        assertThat(stored).containsOnlyOnce(true);
    }

    @Test
    default void keepsReportOfLoadWithItsRows() {
        BulkReport added =
                loadUnder(
                        "added", COUNTERS, BulkContract.ABORT, counter("a", 1L), counter("b", 2L));
        BulkReport keyed =
                loadUnder("keyed", STATIONS, BulkContract.ABORT, station("A", null, null, null));
        BulkReport merged =
                loadUnder(
                        "merged",
                        STATIONS,
                        BulkContract.SKIP,
                        station("A", null, null, null),
                        station("B", null, null, null));

        assertThat(text(receipt("added").orElseThrow())).isEqualTo(summary(added)).startsWith("2 ");
        assertThat(text(receipt("keyed").orElseThrow())).isEqualTo(summary(keyed)).startsWith("1 ");
        assertThat(text(receipt("merged").orElseThrow()))
                .isEqualTo(summary(merged))
                .startsWith("1 1 ");
    }

    @Test
    default void keepsNoReceiptOfLoadThatStoresNothing() {
        createUnder("first", station("A", null, null, null));

        loadUnder("aborted", STATIONS, BulkContract.ABORT, station("A", null, null, null));
        loadUnder("dry", STATIONS, DRY, station("B", null, null, null));
        loadUnder("dry too", COUNTERS, DRY, counter("b", 2L));

        assertThat(receipt("aborted")).isEmpty();
        assertThat(receipt("dry")).isEmpty();
        assertThat(receipt("dry too")).isEmpty();
    }

    @Test
    default void findsReceiptsAgainIfDurable() {
        createUnder("single", counter("a", 1L));
        loadUnder("bulk", COUNTERS, BulkContract.ABORT, counter("b", 2L));

        reopen(TestSchemas.all());

        boolean durable = capabilities().contains(StoreCapability.DURABLE);
        assertThat(receipt("single").isPresent()).isEqualTo(durable);
        assertThat(receipt("bulk").isPresent()).isEqualTo(durable);
    }

    BulkOptions DRY =
            new BulkOptions(OnError.ABORT, OnConflict.ERROR, Optional.empty(), true, false);

    private Optional<Receipt> receipt(String key) {
        return store().receipts().find(new IdempotencyKey(key));
    }

    private DataRecord createUnder(String key, RecordData data) {
        ReceiptDraft<DataRecord> draft = draft(key, record -> record.id().toString());
        return store().writer()
                .write(new Mutation.Create(StoreUnderTest.randomId(), data, Optional.of(draft)))
                .record();
    }

    private BulkReport loadUnder(
            String key, Schema schema, BulkOptions options, RecordData... rows) {
        BulkLoad load =
                new BulkLoad(
                        schema,
                        options,
                        source(List.of(rows)),
                        Optional.of(draft(key, ReceiptContract::summary)));
        store().writer().load(load);
        return load.report();
    }

    private static <T> ReceiptDraft<T> draft(String key, Function<T, String> answer) {
        return new ReceiptDraft<>(
                new IdempotencyKey(key),
                () -> "print",
                outcome -> answer.apply(outcome).getBytes(StandardCharsets.UTF_8));
    }

    private static String summary(BulkReport report) {
        return "%d %d %s".formatted(report.created(), report.rejected(), report.errors());
    }

    private static String text(Receipt receipt) {
        return new String(receipt.answer(), StandardCharsets.UTF_8);
    }
}
