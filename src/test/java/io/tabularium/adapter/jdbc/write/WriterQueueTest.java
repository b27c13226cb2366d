package io.tabularium.adapter.jdbc.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.contract.TestSchemas;
import io.tabularium.domain.TabulariumException.StorageUnavailable;
import io.tabularium.domain.record.Mutation;
import io.tabularium.domain.record.Precondition;
import io.tabularium.domain.record.RecordId;
import io.tabularium.domain.schema.Schema;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

class WriterQueueTest {

    private static final Schema FLOODED = TestSchemas.COUNTERS;
    private static final Schema QUIET = TestSchemas.STATIONS;

    private final WriterQueue queue = new WriterQueue(100);

    @Test
    void takesSchemasInTurns() {
        List<WriterJob> flood = addAll(FLOODED, 5);
        List<WriterJob> quiet = addAll(QUIET, 2);

        assertThat(take(4)).containsExactly(flood.get(0), quiet.get(0), flood.get(1), quiet.get(1));
        assertThat(take(4)).containsExactly(flood.get(2), flood.get(3), flood.get(4));
    }

    @Test
    void givesTheFirstTurnToWhoWasLeftOut() {
        List<WriterJob> flood = addAll(FLOODED, 3);
        assertThat(take(1)).containsExactly(flood.get(0));
        List<WriterJob> quiet = addAll(QUIET, 1);

        assertThat(take(1)).containsExactly(flood.get(1));
        assertThat(take(1)).containsExactlyElementsOf(quiet);
    }

    @Test
    void letsExclusiveJobsAndWritesTakeTurns() {
        List<WriterJob> first = addAll(FLOODED, 2);
        WriterJob exclusive = exclusive();
        WriterJob another = exclusive();

        assertThat(take(10)).containsExactlyElementsOf(first);
        List<WriterJob> second = addAll(FLOODED, 2);
        assertThat(take(10)).containsExactly(exclusive);
        assertThat(take(10)).containsExactlyElementsOf(second);
        assertThat(take(10)).containsExactly(another);
        assertThat(queue.size()).isZero();
    }

    @Test
    void givesWhatIsLeftBeforeItEnds() {
        List<WriterJob> left = addAll(QUIET, 1);
        queue.close(new StorageUnavailable("over", null));

        assertThat(take(10)).containsExactlyElementsOf(left);
        assertThat(queue.take(10, new ArrayList<>())).isFalse();
    }

    private List<WriterJob> take(int limit) {
        List<WriterJob> taken = new ArrayList<>();
        assertThat(queue.take(limit, taken)).isTrue();
        return taken;
    }

    private List<WriterJob> addAll(Schema schema, int number) {
        List<WriterJob> jobs = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            RecordId id = new RecordId(UUID.randomUUID());
            jobs.add(new PendingWrite(new Mutation.Delete(schema, id, Precondition.NONE)));
        }
        jobs.forEach(queue::add);
        return jobs;
    }

    private WriterJob exclusive() {
        ExclusiveJob job = new ExclusiveJob(() -> {});
        queue.add(job);
        return job;
    }
}
