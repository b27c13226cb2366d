package io.tabularium.domain.schema;

import io.tabularium.domain.Pointer;
import io.tabularium.domain.Violations;

import org.jspecify.annotations.Nullable;

/**
 * One keyword of JSON Schema 2020-12, compiled. A rule speaks of some kinds of value and passes
 * every other, as the specification has it: {@code minLength} says nothing about a number.
 * Implementations are immutable and thread-safe.
 */
public sealed interface Rule
        permits ValueRule, TextRule, NumberRule, ArrayRule, ObjectRule, CombinedRule {

    /** Adds a violation for each fault of the value. */
    void check(@Nullable Object value, Pointer at, Violations violations);
}
