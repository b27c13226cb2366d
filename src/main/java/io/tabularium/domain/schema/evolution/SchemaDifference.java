package io.tabularium.domain.schema.evolution;

/**
 * One place in which two definitions of a schema differ.
 *
 * @param pointer where, as a JSON Pointer (RFC 6901) into the definition
 * @param stored what is stored there, for people
 * @param now what is there now, for people
 * @param additive whether every stored record stays as it is and meets the new definition
 */
public record SchemaDifference(String pointer, String stored, String now, boolean additive) {

    @Override
    public String toString() {
        return pointer + ": " + stored + " -> " + now;
    }
}
