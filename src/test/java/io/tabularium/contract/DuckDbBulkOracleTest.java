package io.tabularium.contract;

final class DuckDbBulkOracleTest extends BulkOracle {

    DuckDbBulkOracleTest() {
        super(DuckDbFixture::openInMemory);
    }
}
