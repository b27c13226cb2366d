package io.tabularium.adapter.jdbc.write;

import io.tabularium.domain.TabulariumException.StorageUnavailable;

/** Something for the writer thread to do. */
sealed interface WriterJob permits PendingWrite, ExclusiveJob {

    /** Ends the wait of whoever handed it in: it will not be done. */
    void fail(StorageUnavailable reason);
}
