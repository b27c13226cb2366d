package io.tabularium.contract;

import java.util.Set;

final class InMemoryStoreTest extends RecordStoreContract {

    InMemoryStoreTest() {
        super(InMemoryFixture::open, Set.of(StoreCapability.INDEXES_LONG_TEXTS));
    }
}
