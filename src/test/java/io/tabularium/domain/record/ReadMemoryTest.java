package io.tabularium.domain.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.domain.TabulariumException.Overloaded;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class ReadMemoryTest {

    private static final long MEGABYTE = 1_024 * 1_024;

    private final ReadMemory impatient = new ReadMemory(10 * MEGABYTE, Duration.ZERO);
    private final ReadMemory patient = new ReadMemory(10 * MEGABYTE, Duration.ofMinutes(1));

    @Test
    void refusesWhatFindsNoRoom() {
        try (ReadMemory.Share first = impatient.open();
                ReadMemory.Share second = impatient.open()) {
            first.take(6 * MEGABYTE);

            assertThatThrownBy(() -> second.take(6 * MEGABYTE))
                    .isInstanceOfSatisfying(
                            Overloaded.class,
                            refused -> assertThat(refused.retryAfter()).isPositive());
        }
    }

    @Test
    void waitsForRoomThatIsGivenBack() {
        ReadMemory.Share first = patient.open();
        first.take(6 * MEGABYTE);
        Thread second = start(() -> patient.open().take(5 * MEGABYTE));

        awaitWaiting(second);
        first.close();

        assertThat(end(second)).isTrue();
    }

    @Test
    void letsRecordInAloneThatIsLargerThanTheMemory() {
        try (ReadMemory.Share huge = impatient.open();
                ReadMemory.Share other = impatient.open()) {
            huge.takeOne(100 * MEGABYTE);

            assertThatThrownBy(() -> other.takeOne(MEGABYTE)).isInstanceOf(Overloaded.class);
        }
    }

    @Test
    void refusesShareThatOutgrowsTheMemory() {
        try (ReadMemory.Share share = patient.open()) {
            share.take(MEGABYTE);

            assertThatThrownBy(() -> share.take(11 * MEGABYTE))
                    .isInstanceOf(Overloaded.class)
                    .hasMessageContaining("fewer records");
        }
    }

    @Test
    void takesNothingForSmallRecord() {
        try (ReadMemory.Share all = impatient.open();
                ReadMemory.Share small = impatient.open()) {
            all.take(10 * MEGABYTE);

            small.takeOne(1_000);
        }
    }

    @Test
    void givesBackWhatIsNotNeeded() {
        try (ReadMemory.Share first = impatient.open();
                ReadMemory.Share second = impatient.open()) {
            first.take(9 * MEGABYTE);
            first.settle(2 * MEGABYTE);

            second.take(7 * MEGABYTE);
        }
        try (ReadMemory.Share all = impatient.open()) {
            all.take(10 * MEGABYTE);
        }
    }

    @Test
    void growsBeforeThoseThatWaitForTheirFirstRoom() {
        ReadMemory.Share growing = patient.open();
        growing.take(6 * MEGABYTE);
        Thread waiting = start(() -> patient.open().take(5 * MEGABYTE));
        awaitWaiting(waiting);

        growing.take(8 * MEGABYTE);
        assertThat(waiting.isAlive()).isTrue();
        growing.close();

        assertThat(end(waiting)).isTrue();
    }

    @Test
    void takesNothingMoreWhenItSettles() {
        try (ReadMemory.Share first = impatient.open();
                ReadMemory.Share second = impatient.open()) {
            first.take(5 * MEGABYTE);
            second.take(5 * MEGABYTE);

            first.settle(9 * MEGABYTE);
        }
        try (ReadMemory.Share all = impatient.open()) {
            all.take(10 * MEGABYTE);
        }
    }

    @Test
    void letsSmallSharesInWhileLargeOneWaitsForAnotherLargeOne() {
        ReadMemory.Share large = patient.open();
        large.take(6 * MEGABYTE);
        Thread waiting = start(() -> patient.open().take(6 * MEGABYTE));
        awaitWaiting(waiting);

        try (ReadMemory.Share small = patient.open()) {
            small.take(4 * MEGABYTE);
        }
        assertThat(waiting.isAlive()).isTrue();
        large.close();

        assertThat(end(waiting)).isTrue();
    }

    @Test
    void letsNextLargeShareInOnceLargeOneHasBecomeSmall() {
        try (ReadMemory.Share first = impatient.open();
                ReadMemory.Share second = impatient.open()) {
            first.take(10 * MEGABYTE);
            first.settle(2 * MEGABYTE);

            second.take(8 * MEGABYTE);
        }
    }

    @Test
    void keepsRoomForSmallSharesThatLargeOnesCannotTake() {
        try (ReadMemory.Share large = impatient.open();
                ReadMemory.Share small = impatient.open();
                ReadMemory.Share other = impatient.open()) {
            large.take(10 * MEGABYTE);

            small.take(MEGABYTE / 10);
            assertThatThrownBy(() -> other.take(MEGABYTE)).isInstanceOf(Overloaded.class);
        }
    }

    @Test
    void boundsTheRoomOfSmallShares() {
        ReadMemory memory = new ReadMemory(64 * MEGABYTE, Duration.ZERO);
        for (int i = 0; i < 16; i++) {
            memory.open().take(MEGABYTE);
        }

        assertThatThrownBy(() -> memory.open().take(MEGABYTE)).isInstanceOf(Overloaded.class);
    }

    @Test
    void takesAllRoomElsewhereOnceASmallShareHasGrown() {
        ReadMemory memory = new ReadMemory(64 * MEGABYTE, Duration.ZERO);
        try (ReadMemory.Share growing = memory.open();
                ReadMemory.Share large = memory.open()) {
            growing.take(MEGABYTE);
            growing.take(2 * MEGABYTE);

            assertThatThrownBy(() -> large.take(63 * MEGABYTE)).isInstanceOf(Overloaded.class);
            for (int i = 0; i < 16; i++) {
                memory.open().take(MEGABYTE);
            }
        }
        try (ReadMemory.Share all = memory.open()) {
            all.take(64 * MEGABYTE);
        }
    }

    private static Thread start(Runnable work) {
        return Thread.ofPlatform().daemon().start(work);
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(thread.isAlive()).isTrue();
            Thread.onSpinWait();
        }
    }

    /** Whether the thread ends before its patience does. */
    private static boolean end(Thread thread) {
        try {
            return thread.join(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
