package io.tabularium.domain.storage;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The capabilities that a storage lacks.
 *
 * @param substitutes for each of them a sentence for operators: what to use instead
 */
public record Lacking(Map<Capability, String> substitutes) {

    /** Of a storage that lacks nothing. */
    public static final Lacking NOTHING = new Lacking(Map.of());

    public Lacking {
        Map<Capability, String> copy = new EnumMap<>(Capability.class);
        copy.putAll(substitutes);
        substitutes = Collections.unmodifiableMap(copy);
    }

    /** What to use instead of the capability; empty if the storage has it. */
    public Optional<String> insteadOf(Capability capability) {
        return Optional.ofNullable(substitutes.get(capability));
    }
}
