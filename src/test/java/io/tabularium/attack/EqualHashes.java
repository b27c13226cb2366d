package io.tabularium.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.tabularium.domain.record.RecordId;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Values of equal hash codes, as any client can make them. */
public final class EqualHashes {

    private static final int KEYS = 10_000;
    private static final int BITS = 16;

    /**
     * The least that 10,000 keys in one tree cost is about 60 times as much as those in a table,
     * and 2,000 times as much if they are searched one by one.
     */
    private static final int TOLERANCE = 300;

    private static final int RUNS = 5;

    private EqualHashes() {}

    /** One of 65,536 different texts of one hash code. */
    public static String text(int number) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < BITS; bit++) {
            text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }

    /** One of many different identifiers of one hash code. */
    public static RecordId id(int number) {
        return new RecordId(new UUID(number, number));
    }

    /** An identifier whose hash code no other one made here has. */
    public static RecordId spreadId(int number) {
        return new RecordId(new UUID(0, number));
    }

    /** Fails if keys of equal hash codes cost a hash map far more than others. */
    public static void assertCheapInMap(IntFunction<?> colliding, IntFunction<?> spread) {
        List<?> hostile = IntStream.range(0, KEYS).mapToObj(colliding).toList();
        List<?> honest = IntStream.range(0, KEYS).mapToObj(spread).toList();
        assertThat(hostile.stream().mapToInt(Object::hashCode).distinct().count()).isEqualTo(1);
        long costOfHonest = Long.MAX_VALUE;
        long costOfHostile = Long.MAX_VALUE;
        for (int run = 0; run < RUNS; run++) {
            costOfHonest = Math.min(costOfHonest, cost(honest));
            costOfHostile = Math.min(costOfHostile, cost(hostile));
        }
        assertThat(costOfHostile).isLessThan(TOLERANCE * costOfHonest);
    }

    private static long cost(List<?> keys) {
        long start = System.nanoTime();
        Map<Object, Object> map = new HashMap<>();
        keys.forEach(key -> map.put(key, key));
        assertThat(keys.stream().allMatch(key -> key.equals(map.get(key)))).isTrue();
        return System.nanoTime() - start;
    }
}
