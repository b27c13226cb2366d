package io.tabularium.contract;

import io.tabularium.domain.record.RecordReader;
import io.tabularium.domain.record.RecordWriter;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.StorageProvisioner;

import java.nio.file.Path;
import java.util.List;

/** The store in memory, empty at first. */
record InMemoryFixture(InMemoryRecords records) implements StoreFixture {

    static StoreFixture open(Path directory, List<Schema> schemas) {
        InMemoryRecords records = new InMemoryRecords();
        records.provision(schemas);
        return new InMemoryFixture(records);
    }

    @Override
    public RecordReader reader() {
        return records;
    }

    @Override
    public RecordWriter writer() {
        return records;
    }

    @Override
    public StorageProvisioner provisioner() {
        return records;
    }

    @Override
    public void close() {
        // the memory is the garbage collector's
    }
}
