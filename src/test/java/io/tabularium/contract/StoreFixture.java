package io.tabularium.contract;

import io.tabularium.domain.record.RecordReader;
import io.tabularium.domain.record.RecordWriter;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.StorageProvisioner;

import java.nio.file.Path;
import java.util.List;

/** An open store. */
public interface StoreFixture extends AutoCloseable {

    RecordReader reader();

    RecordWriter writer();

    StorageProvisioner provisioner();

    @Override
    void close();

    /** Opens stores of one kind. */
    @FunctionalInterface
    interface Opener {
        /**
         * The store in that directory, made if there is none.
         *
         * @param schemas to be provisioned
         */
        StoreFixture open(Path directory, List<Schema> schemas);
    }
}
