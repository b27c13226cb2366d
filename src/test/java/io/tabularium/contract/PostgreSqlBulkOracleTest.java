package io.tabularium.contract;

final class PostgreSqlBulkOracleTest extends BulkOracle {

    PostgreSqlBulkOracleTest() {
        super(PostgreSqlFixture::open);
    }
}
