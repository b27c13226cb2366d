package io.tabularium.domain.record;

import static io.tabularium.domain.Compiled.draft;
import static io.tabularium.domain.Compiled.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tabularium.domain.TabulariumException.DuplicateRecord;
import io.tabularium.domain.TabulariumException.PreconditionFailed;
import io.tabularium.domain.TabulariumException.RecordNotFound;
import io.tabularium.domain.schema.Schema;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

class MutationTest {

    private static final Schema THINGS = schema("'a':{'type':'integer'}", "");
    private static final RecordId ID = new RecordId(new UUID(1, 2));
    private static final Instant THEN = Instant.parse("2026-01-31T12:00:00Z");
    private static final Instant NOW = THEN.plusSeconds(1);
    private static final Optional<DataRecord> STORED =
            Optional.of(new DataRecord(ID, 5, 3, THEN, THEN, data(1)));

    private final AtomicLong sequence = new AtomicLong(10);

    @Test
    void createsTheFirstVersionAtTheNextPlace() {
        Change change = decide(new Mutation.Create(ID, data(2)), Optional.empty());

        assertThat(change)
                .isEqualTo(new Change.Insert(new DataRecord(ID, 10, 1, NOW, NOW, data(2))));
    }

    @Test
    void refusesToCreateWhatIsThere() {
        assertThatExceptionOfType(DuplicateRecord.class)
                .isThrownBy(() -> decide(new Mutation.Create(ID, data(2)), STORED));
    }

    @Test
    void putsANewVersionAtTheSamePlace() {
        Change change = decide(new Mutation.Put(ID, data(2), Precondition.NONE), STORED);

        assertThat(change)
                .isEqualTo(
                        new Change.Update(
                                new DataRecord(ID, 5, 4, THEN, NOW, data(2)), THINGS.properties()));
        assertThat(sequence).hasValue(10);
    }

    @Test
    void putsWhatIsNotThereAsNew() {
        Change change = decide(new Mutation.Put(ID, data(2), Precondition.NONE), Optional.empty());

        assertThat(change).isInstanceOf(Change.Insert.class);
    }

    @Test
    void amendsTheVersionThatTheDataWereMadeOf() {
        Change change = decide(amend(data(1)), STORED);

        assertThat(change)
                .isEqualTo(
                        new Change.Update(new DataRecord(ID, 5, 4, THEN, NOW, data(1)), List.of()));
    }

    @Test
    void makesSeveralVersionsOfWhichTheLastIsStored() {
        Mutation.Amend amendment = amend(data(2), data(3));

        Change change = decide(amendment, STORED);

        DataRecord last = new DataRecord(ID, 5, 5, THEN, NOW, data(3));
        assertThat(change).isEqualTo(new Change.Update(last, THINGS.properties()));
        assertThat(amendment.made(change))
                .containsExactly(new DataRecord(ID, 5, 4, THEN, NOW, data(2)), last);
    }

    @Test
    void amendsNoOtherVersionAndNoOtherRecordUnderTheSameId() {
        for (DataRecord other :
                List.of(
                        new DataRecord(ID, 5, 4, THEN, THEN, data(1)),
                        new DataRecord(ID, 6, 3, THEN, THEN, data(1)))) {
            assertThatExceptionOfType(Superseded.class)
                    .isThrownBy(() -> decide(amend(data(2)), Optional.of(other)));
        }
    }

    @Test
    void findsNothingToAmendOrDelete() {
        Precondition exists = new Precondition.Exists();

        assertThatExceptionOfType(RecordNotFound.class)
                .isThrownBy(() -> decide(amend(data(1)), Optional.empty()));
        assertThatExceptionOfType(RecordNotFound.class)
                .isThrownBy(
                        () -> decide(new Mutation.Delete(THINGS, ID, exists), Optional.empty()));
    }

    @Test
    void removesTheRecordThatWas() {
        assertThat(decide(new Mutation.Delete(THINGS, ID, Precondition.NONE), STORED))
                .isEqualTo(new Change.Remove(STORED.orElseThrow()));
    }

    @Test
    void holdsPreconditionsAgainstTheRecordOrItsAbsence() {
        assertHolds(new Precondition.VersionIn(Set.of(2L, 3L)), STORED);
        assertFails(new Precondition.VersionIn(Set.of(2L)), STORED);
        assertFails(new Precondition.VersionIn(Set.of(3L)), Optional.empty());
        assertHolds(new Precondition.Exists(), STORED);
        assertFails(new Precondition.Exists(), Optional.empty());
        assertHolds(new Precondition.Absent(), Optional.empty());
        assertFails(new Precondition.Absent(), STORED);
        assertFails(
                new Precondition.Both(new Precondition.Exists(), new Precondition.Absent()),
                STORED);
    }

    private static void assertHolds(Precondition precondition, Optional<DataRecord> current) {
        assertThatCode(() -> precondition.require(current)).doesNotThrowAnyException();
    }

    private static void assertFails(Precondition precondition, Optional<DataRecord> current) {
        assertThatExceptionOfType(PreconditionFailed.class)
                .isThrownBy(() -> precondition.require(current));
    }

    private static Mutation.Amend amend(RecordData... versions) {
        return new Mutation.Amend(STORED.orElseThrow(), List.of(versions));
    }

    private Change decide(Mutation mutation, Optional<DataRecord> current) {
        return mutation.decide(current, NOW, sequence::getAndIncrement);
    }

    private static RecordData data(int value) {
        return draft(THINGS, "{'a':" + value + "}").toData();
    }
}
