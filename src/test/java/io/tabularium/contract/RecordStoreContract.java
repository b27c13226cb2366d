package io.tabularium.contract;

import java.util.Set;

/**
 * Everything that a storage must do: what the ports promise, theme by theme. A subclass for each
 * store says how it is opened and what it can.
 */
abstract class RecordStoreContract extends OpenStore
        implements WriteContract,
                PreconditionContract,
                UniqueKeyContract,
                BulkConflictContract,
                QueryContract,
                CursorContract,
                StreamContract,
                TypeContract,
                ConcurrencyContract,
                CoherenceContract,
                ReceiptContract,
                PatchContract,
                DurabilityContract,
                SchemaChangeContract {

    RecordStoreContract(StoreFixture.Opener opener, Set<StoreCapability> capabilities) {
        super(opener, capabilities);
    }
}
