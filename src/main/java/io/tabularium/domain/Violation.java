package io.tabularium.domain;

import java.util.Objects;

/**
 * One fault of a value.
 *
 * @param pointer where, as a JSON Pointer (RFC 6901) relative to the record's data; empty for the
 *     whole
 * @param code the schema keyword that was violated, or another stable name
 * @param message the fault in one sentence, without the offending value
 */
public record Violation(String pointer, String code, String message) {

    public Violation {
        Objects.requireNonNull(pointer);
        Objects.requireNonNull(code);
        Objects.requireNonNull(message);
    }
}
