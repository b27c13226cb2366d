package io.tabularium.contract;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.util.Set;

/**
 * Everything that a storage must do: what the ports promise, theme by theme. A subclass for each
 * store says how it is opened and what it can. Each test has a store of its own, so that two tests
 * run at a time: one often waits for the disk.
 */
@Execution(ExecutionMode.CONCURRENT)
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
