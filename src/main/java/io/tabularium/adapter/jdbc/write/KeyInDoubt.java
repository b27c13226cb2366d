package io.tabularium.adapter.jdbc.write;

import org.jspecify.annotations.Nullable;

/**
 * Whether a unique key is free will be known only when another transaction has ended: the engine
 * refuses the key, and nobody is found to have it yet. The write was not done.
 */
public final class KeyInDoubt extends RuntimeException {

    public KeyInDoubt(@Nullable Throwable cause) {
        super("Another transaction is about to take the key", cause);
    }
}
