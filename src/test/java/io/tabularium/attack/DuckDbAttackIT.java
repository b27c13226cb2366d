package io.tabularium.attack;

import io.tabularium.TestedEngine;

/** The attacks on a server whose records are in DuckDB. */
final class DuckDbAttackIT extends Attacks {

    DuckDbAttackIT() {
        super(TestedEngine.DUCKDB);
    }
}
