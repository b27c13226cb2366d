package io.tabularium.contract;

final class DuckDbFilterOracleTest extends FilterOracle {

    DuckDbFilterOracleTest() {
        super(DuckDbFixture::openInMemory);
    }
}
