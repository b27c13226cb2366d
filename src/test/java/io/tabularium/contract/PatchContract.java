package io.tabularium.contract;

import static io.tabularium.contract.Rows.counter;
import static io.tabularium.contract.Rows.station;
import static io.tabularium.contract.TestSchemas.STATIONS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.domain.TabulariumException.DuplicateRecord;
import io.tabularium.domain.TabulariumException.InvalidRecord;
import io.tabularium.domain.TabulariumException.PreconditionFailed;
import io.tabularium.domain.TabulariumException.RecordNotFound;
import io.tabularium.domain.TabulariumException.TooLarge;
import io.tabularium.domain.record.DataRecord;
import io.tabularium.domain.record.Precondition;
import io.tabularium.domain.record.RecordDraft;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.record.RecordLimits;
import io.tabularium.domain.record.RecordPatch;
import io.tabularium.domain.record.Rooms;
import io.tabularium.domain.schema.Schema;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** A patch changes the record that is stored when it takes effect, or nothing. */
interface PatchContract extends StoreUnderTest {

    RecordLimits LIMITS = new RecordLimits(1_000);

    @Test
    default void patchesTheRecordThatIsStored() {
        DataRecord before = create(station("A", "N", 1L, "before"));

        DataRecord patched = patch(before, "label", "after");

        assertThat(patched.version()).isEqualTo(2);
        assertThat(patched.sequence()).isEqualTo(before.sequence());
        assertThat(patched.createdAt()).isEqualTo(before.createdAt());
        assertThat(patched.data()).isEqualTo(station("A", "N", 1L, "after"));
        assertThat(stored(before)).isEqualTo(patched);
    }

    @Test
    default void refusesPatchesAndLeavesTheRecordAsItIs() {
        create(station("taken", null, null, null));
        DataRecord before = create(station("A", "N", 1L, "before"));

        assertThatThrownBy(() -> patch(before, "code", "taken"))
                .isInstanceOf(DuplicateRecord.class);
        assertThatThrownBy(() -> patch(before, "number", "no number"))
                .isInstanceOf(InvalidRecord.class);
        assertThatThrownBy(() -> patch(before, "label", "a".repeat(1_001)))
                .isInstanceOf(TooLarge.class);
        assertThatThrownBy(
                        () ->
                                patch(
                                        STATIONS,
                                        before.id(),
                                        "label",
                                        "after",
                                        new Precondition.VersionIn(Set.of(2L))))
                .isInstanceOf(PreconditionFailed.class);
        assertThatThrownBy(
                        () ->
                                patch(
                                        STATIONS,
                                        StoreUnderTest.randomId(),
                                        "label",
                                        "after",
                                        Precondition.NONE))
                .isInstanceOf(RecordNotFound.class);

        assertThat(stored(before)).isEqualTo(before);
    }

    @Test
    default void givesEachOfManyPatchesAVersionOfItsOwn() {
        DataRecord before = create(counter("a", 0L));

        List<Long> versions =
                Concurrently.run(16, number -> patch(before, "value", (long) number).version());

        assertThat(versions)
                .containsExactlyInAnyOrderElementsOf(LongStream.range(2, 18).boxed().toList());
        assertThat(stored(before).version()).isEqualTo(17);
    }

    private DataRecord patch(DataRecord stored, String property, @Nullable Object value) {
        return patch(stored.schema(), stored.id(), property, value, Precondition.NONE);
    }

    private DataRecord patch(
            Schema schema,
            RecordId id,
            String property,
            @Nullable Object value,
            Precondition precondition) {
        RecordDraft draft = new RecordDraft(schema);
        draft.put(property, value);
        return store().writer()
                .patch(new RecordPatch(id, draft, precondition, LIMITS), Rooms.unbounded());
    }
}
