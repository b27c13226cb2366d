package io.tabularium.domain.record;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

class RecordIdGeneratorTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00.123Z");

    private final AtomicReference<Instant> clock = new AtomicReference<>(NOW);
    private final RecordIdGenerator generator = new RecordIdGenerator(clock::get, new Random(7));

    @Test
    void makesUuidsOfVersion7WithTheMilliseconds() {
        UUID uuid = generator.next().value();

        assertThat(uuid.version()).isEqualTo(7);
        assertThat(uuid.variant()).isEqualTo(2);
        assertThat(uuid.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void growsWithinAMillisecondBeyondItsCounter() {
        assertThat(texts(10_000)).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void growsWhenTheClockStepsBack() {
        List<String> texts = texts(5);
        clock.set(NOW.minusSeconds(60));
        texts.addAll(texts(5));
        clock.set(NOW.plusSeconds(1));
        texts.addAll(texts(5));

        assertThat(texts).isSorted().doesNotHaveDuplicates();
    }

    private List<String> texts(int count) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(generator.next().toString());
        }
        return texts;
    }
}
