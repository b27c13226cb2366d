package io.tabularium.adapter.duckdb.recovery;

/** The blocks of a file cannot be found; the message says why, to be read by operators. */
final class UnknownLayout extends Exception {

    private static final long serialVersionUID = 1L;

    UnknownLayout(String reason) {
        super(reason);
    }
}
