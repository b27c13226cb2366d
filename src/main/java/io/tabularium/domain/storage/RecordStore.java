package io.tabularium.domain.storage;

import io.tabularium.domain.maintenance.IndexInspector;
import io.tabularium.domain.maintenance.StorageClusterer;
import io.tabularium.domain.maintenance.StorageHealth;
import io.tabularium.domain.maintenance.StoredOrder;
import io.tabularium.domain.record.RecordReader;
import io.tabularium.domain.record.RecordWriter;

import java.util.Optional;

/** The records of some schemas in an open {@link Storage}. Thread-safe. */
public interface RecordStore extends AutoCloseable {

    RecordReader reader();

    RecordWriter writer();

    StorageHealth health();

    /** Stores records anew; empty if the storage lacks {@link Capability#CLUSTERING}. */
    Optional<StorageClusterer> clusterer();

    /** Tells how far records are from their order; empty if the storage keeps none. */
    Optional<StoredOrder> storedOrder();

    /** Compares indexes; empty if the storage lacks {@link Capability#INDEX_CHECK}. */
    Optional<IndexInspector> indexInspector();

    /** Does the writes that wait. Every later call fails: the storage is unavailable. */
    @Override
    void close();
}
