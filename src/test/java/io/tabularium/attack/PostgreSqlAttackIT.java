package io.tabularium.attack;

import io.tabularium.TestedEngine;

/** The attacks on a server whose records are in PostgreSQL. */
final class PostgreSqlAttackIT extends Attacks {

    PostgreSqlAttackIT() {
        super(TestedEngine.POSTGRESQL);
    }
}
