package io.tabularium.adapter.web.observation;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * Meters by the constants of an enum, each registered when it is first used, so that what never
 * happens is no series. Thread-safe.
 */
final class LazyMeters<K extends Enum<K>, M> {

    private final AtomicReferenceArray<@Nullable M> meters;
    private final Function<K, M> register;

    /**
     * @param register may be called more than once for a key, and then gives the same meter
     */
    LazyMeters(Class<K> keys, Function<K, M> register) {
        this.meters = new AtomicReferenceArray<>(keys.getEnumConstants().length);
        this.register = register;
    }

    M of(K key) {
        @Nullable M known = meters.get(key.ordinal());
        if (known != null) {
            return known;
        }
        M meter = register.apply(key);
        meters.set(key.ordinal(), meter);
        return meter;
    }
}
