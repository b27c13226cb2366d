package io.tabularium.contract;

import java.util.Set;

final class DuckDbMemoryStoreTest extends RecordStoreContract {

    DuckDbMemoryStoreTest() {
        super(
                DuckDbFixture::openInMemory,
                Set.of(StoreCapability.GUARDS_SCHEMAS, StoreCapability.INDEXES_LONG_TEXTS));
    }
}
