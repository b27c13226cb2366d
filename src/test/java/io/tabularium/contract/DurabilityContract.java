package io.tabularium.contract;

import static io.tabularium.contract.Rows.counter;
import static io.tabularium.contract.Rows.station;
import static io.tabularium.contract.TestSchemas.COUNTERS;
import static io.tabularium.contract.TestSchemas.STATIONS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.domain.TabulariumException.DuplicateRecord;
import io.tabularium.domain.record.BulkLoad;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.Precondition;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.evolution.SchemaRefused;

import org.junit.jupiter.api.Test;

import java.util.List;

/** What becomes of records and schemas when a store is closed and opened again. */
interface DurabilityContract extends StoreUnderTest {

    @Test
    default void keepsRecordsExactlyIfDurable() {
        DataRecord updated = create(counter("a", 1L));
        DataRecord deleted = create(counter("b", 2L));
        store().writer()
                .write(new Mutation.Put(updated.id(), counter("c", null), Precondition.NONE));
        store().writer().write(new Mutation.Delete(COUNTERS, deleted.id(), Precondition.NONE));
        store().writer()
                .load(
                        new BulkLoad(
                                COUNTERS,
                                BulkContract.ABORT,
                                Rows.source(List.of(counter("d", 4L), counter("e", 5L)))));
        List<DataRecord> before = everything(COUNTERS);

        reopen(TestSchemas.all());

        assertThat(before).hasSize(3);
        assertThat(everything(COUNTERS)).isEqualTo(isDurable() ? before : List.of());
    }

    @Test
    default void keepsUniqueKeysIfDurable() {
        create(station("A", "N", 1L, null));

        reopen(TestSchemas.all());

        if (isDurable()) {
            assertThatThrownBy(() -> create(station("A", null, null, null)))
                    .isInstanceOf(DuplicateRecord.class);
            assertThatThrownBy(() -> create(station("B", "N", 1L, null)))
                    .isInstanceOf(DuplicateRecord.class);
        }
        create(station("C", "N", 2L, null));
        assertThat(count(STATIONS)).isEqualTo(isDurable() ? 2 : 1);
    }

    @Test
    default void goesOnWithTheOrderOfCreation() {
        for (int round = 0; round < 3; round++) {
            create(counter("round " + round, (long) round));
            reopen(TestSchemas.all());
        }
        create(counter("last", 3L));

        assertThat(everything(COUNTERS))
                .extracting(record -> Rows.value(record.data(), "value"))
                .isEqualTo(isDurable() ? List.of(0L, 1L, 2L, 3L) : List.of(3L));
    }

    @Test
    default void provisionsAgainWithoutTouchingRecords() {
        DataRecord record = create(counter("a", 1L));

        store().provisioner().provision(TestSchemas.all());
        store().provisioner().provision(List.of(COUNTERS));
        store().provisioner().provision(List.of());

        assertThat(everything(COUNTERS)).containsExactly(record);
    }

    @Test
    default void keepsRecordsOfSchemasThatAreAwayForAWhile() {
        create(counter("a", 1L));

        reopen(List.of(STATIONS));
        reopen(TestSchemas.all());

        assertThat(count(COUNTERS)).isEqualTo(isDurable() ? 1 : 0);
    }

    @Test
    default void refusesSchemaThatContradictsTheStoredOneAndTouchesNone() {
        create(counter("a", 1L));
        Schema contrary =
                SchemaText.compile(
                        "counters",
                        """
                        {"type": "object", "additionalProperties": false, "properties": {
                          "name": {"type": "string"}, "value": {"type": "string"}}}
                        """);
        Schema fresh =
                SchemaText.compile(
                        "fresh",
                        """
                        {"type": "object", "additionalProperties": false, "properties": {
                          "name": {"type": "string"}}}
                        """);

        if (capabilities().contains(StoreCapability.GUARDS_SCHEMAS)) {
            assertThatThrownBy(() -> store().provisioner().provision(List.of(fresh, contrary)))
                    .isInstanceOf(SchemaRefused.class)
                    .hasMessageContaining("counters")
                    .hasMessageContaining("value");
        } else {
            store().provisioner().provision(List.of(fresh, contrary));
        }

        assertThat(everything(COUNTERS)).hasSize(1);
        create(counter("b", 2L));
    }

    private boolean isDurable() {
        return capabilities().contains(StoreCapability.DURABLE);
    }
}
