package io.tabularium.contract;

import io.tabularium.domain.schema.Schema;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Everything that a storage must do: what the ports promise, theme by theme. A subclass for each
 * store says how it is opened and what it can.
 */
abstract class RecordStoreContract
        implements WriteContract,
                PreconditionContract,
                UniqueKeyContract,
                BulkConflictContract,
                QueryContract,
                CursorContract,
                ScanContract,
                TypeContract,
                ConcurrencyContract,
                CoherenceContract,
                DurabilityContract,
                SchemaChangeContract {

    private final StoreFixture.Opener opener;
    private final Set<StoreCapability> capabilities;
    @TempDir private Path directory;
    private StoreFixture store;

    RecordStoreContract(StoreFixture.Opener opener, Set<StoreCapability> capabilities) {
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
