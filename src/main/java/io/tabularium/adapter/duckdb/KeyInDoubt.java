package io.tabularium.adapter.duckdb;

/**
 * Whether a unique key is free will be known only when another transaction has ended: the engine
 * refuses the key, and nobody is found to have it yet. The write was not done.
 */
final class KeyInDoubt extends RuntimeException {

    KeyInDoubt(Throwable cause) {
        super("Another transaction is about to take the key", cause);
    }
}
