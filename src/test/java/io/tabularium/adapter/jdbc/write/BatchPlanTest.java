package io.tabularium.adapter.jdbc.write;

import static io.tabularium.contract.TestSchemas.STATIONS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.domain.TabulariumException.DuplicateRecord;
import io.tabularium.domain.record.Change;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.Precondition;
import io.tabularium.domain.record.RecordData;
import io.tabularium.domain.record.RecordId;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

final class BatchPlanTest {

    private static final RecordId X = new RecordId(new UUID(0, 1));
    private static final RecordId Y = new RecordId(new UUID(0, 2));
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void tellsTheDatabasesPlacesInEveryChangeOfTheRecord() {
        PendingWrite insert = put(X, "K", Precondition.NONE);
        PendingWrite update = put(X, "K", Precondition.NONE);
        PendingWrite other = put(Y, "L", Precondition.NONE);
        BatchPlan plan = decided(insert, other, update);

        plan.place(Map.of(key(X), 41L, key(Y), 42L));
        plan.complete();

        assertThat(outcome(insert)).isInstanceOf(Change.Insert.class);
        assertThat(outcome(insert).record().sequence()).isEqualTo(41);
        assertThat(outcome(update)).isInstanceOf(Change.Update.class);
        assertThat(outcome(update).record().sequence()).isEqualTo(41);
        assertThat(outcome(other).record().sequence()).isEqualTo(42);
    }

    @Test
    void decidesAnewWhatWasDecidedOnARecordThatIsLeftOut() {
        PendingWrite takesKey = put(X, "K", Precondition.NONE);
        PendingWrite refused = put(X, "K", new Precondition.Absent());
        PendingWrite follows = put(X, "K", Precondition.NONE);
        PendingWrite other = put(Y, "L", Precondition.NONE);
        BatchPlan plan = decided(takesKey, refused, other, follows);

        plan.leaveOut(Map.of(key(X), List.of("code")));
        plan.place(Map.of(key(Y), 42L));
        plan.complete();

        assertThat(plan.postponed()).containsExactly(refused, follows);
        assertThatThrownBy(() -> outcome(takesKey)).isInstanceOf(DuplicateRecord.class);
        assertThat(outcome(other).record().sequence()).isEqualTo(42);
    }

    private static BatchPlan decided(PendingWrite... writes) {
        BatchPlan plan = new BatchPlan(List.of(writes));
        assertThat(plan.decide(Map.of(), NOW, _ -> 0)).isEmpty();
        return plan;
    }

    private static PendingWrite put(RecordId id, String code, Precondition precondition) {
        Object[] values = new Object[STATIONS.properties().size()];
        values[STATIONS.property("code").orElseThrow().position()] = code;
        return new PendingWrite(
                new Mutation.Put(id, new RecordData(STATIONS, values), precondition));
    }

    private static RecordKey key(RecordId id) {
        return new RecordKey(STATIONS.name(), id);
    }

    private static Change outcome(PendingWrite write) {
        return write.await(Duration.ofSeconds(1));
    }
}
