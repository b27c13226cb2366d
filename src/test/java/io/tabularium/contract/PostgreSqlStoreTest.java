package io.tabularium.contract;

import java.util.Set;

final class PostgreSqlStoreTest extends RecordStoreContract {

    PostgreSqlStoreTest() {
        super(
                PostgreSqlFixture::open,
                Set.of(StoreCapability.DURABLE, StoreCapability.GUARDS_SCHEMAS));
    }
}
