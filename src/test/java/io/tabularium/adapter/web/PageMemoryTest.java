package io.tabularium.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.contract.TestSchemas;
import io.tabularium.domain.query.RecordQuery;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

class PageMemoryTest {

    private static final RecordQuery QUERY = RecordQuery.everything(TestSchemas.COUNTERS);

    @Test
    void answersPageThatIsLargerThanAllRoomAlone() {
        PageMemory memory = new PageMemory(1_000_000, Duration.ofSeconds(5));
        PageMemory.Share huge = memory.take(QUERY, 1_000_000);
        CompletableFuture<PageMemory.Share> next =
                CompletableFuture.supplyAsync(() -> memory.take(QUERY, 1));

        assertThat(next).isNotDone();
        huge.close();

        next.join().close();
    }

    @Test
    void takesRoomByWhatPagesOfTheSchemaTook() {
        PageMemory memory = new PageMemory(1_000_000, Duration.ofSeconds(5));
        try (PageMemory.Share first = memory.take(QUERY, 100)) {
            first.note(100, 5_000);
        }

        // Four times 50 bytes for each record: 2,000 of them are less than half of the room.
        try (PageMemory.Share one = memory.take(QUERY, 2_000);
                PageMemory.Share other = memory.take(QUERY, 2_000)) {
            assertThat(one).isNotSameAs(other);
        }
    }
}
