package io.tabularium.contract;

import io.tabularium.domain.schema.Schema;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** A store for each test. */
abstract class OpenStore implements StoreUnderTest {

    private final StoreFixture.Opener opener;
    private final Set<StoreCapability> capabilities;
    @TempDir private Path directory;
    private StoreFixture store;

    OpenStore(StoreFixture.Opener opener, Set<StoreCapability> capabilities) {
        this.opener = opener;
        this.capabilities = capabilities;
    }

    @BeforeEach
    final void open() {
        store = opener.open(directory, TestSchemas.all());
    }

    @AfterEach
    final void close() {
        store.close();
    }

    @Override
    public final StoreFixture store() {
        return store;
    }

    @Override
    public final void reopen(List<Schema> schemas) {
        store.close();
        store = opener.open(directory, schemas);
    }

    @Override
    public final Set<StoreCapability> capabilities() {
        return capabilities;
    }
}
