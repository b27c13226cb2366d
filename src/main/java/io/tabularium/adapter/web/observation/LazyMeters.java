package io.tabularium.adapter.web.observation;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Meters by the constants of an enum, each registered when it is first used, so that what never
 * happens is no series. Thread-safe.
 */
final class LazyMeters<K extends Enum<K>, M> {

    private final Map<K, M> meters = new ConcurrentHashMap<>();
    private final Function<K, M> register;

    LazyMeters(Function<K, M> register) {
        this.register = register;
    }

    M of(K key) {
        @Nullable M known = meters.get(key);
        return known != null ? known : meters.computeIfAbsent(key, register);
    }
}
