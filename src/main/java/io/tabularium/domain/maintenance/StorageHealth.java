package io.tabularium.domain.maintenance;

import java.util.Optional;

/** Whether storage can be used. Thread-safe; asks nothing of the storage. */
public interface StorageHealth {

    /**
     * Why reads or writes are refused at present, without names of files; empty if they are not.
     */
    Optional<String> whyUnavailable();

    /** What is wrong although reads and writes are served; empty if nothing is known. */
    Optional<String> impairment();
}
