package io.tabularium.domain.record;

/**
 * An amendment was made of a version that is not the stored one any more. Nothing was written; it
 * can be made anew of the stored version.
 */
public final class Superseded extends RuntimeException {

    public Superseded() {
        super("the record has another version", null, false, false);
    }
}
