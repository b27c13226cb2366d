package io.tabularium.contract;

final class PostgreSqlFilterOracleTest extends FilterOracle {

    PostgreSqlFilterOracleTest() {
        super(PostgreSqlFixture::open);
    }
}
