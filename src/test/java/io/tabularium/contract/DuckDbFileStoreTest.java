package io.tabularium.contract;

import java.util.Set;

final class DuckDbFileStoreTest extends RecordStoreContract {

    DuckDbFileStoreTest() {
        super(
                DuckDbFixture::openFile,
                Set.of(
                        StoreCapability.DURABLE,
                        StoreCapability.GUARDS_SCHEMAS,
                        StoreCapability.INDEXES_LONG_TEXTS));
    }
}
