package io.tabularium.domain.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tabularium.domain.TabulariumException.Overloaded;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

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
        CompletableFuture<Void> second =
                CompletableFuture.runAsync(() -> patient.open().take(6 * MEGABYTE));

        assertThat(second).isNotDone();
        first.close();

        second.join();
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
        CompletableFuture<Void> waiting =
                CompletableFuture.runAsync(() -> patient.open().take(9 * MEGABYTE));

        growing.take(8 * MEGABYTE);
        assertThat(waiting).isNotDone();
        growing.close();

        waiting.join();
    }
}
