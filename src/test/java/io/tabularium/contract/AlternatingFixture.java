package io.tabularium.contract;

import io.tabularium.domain.record.RecordReader;
import io.tabularium.domain.record.RecordWriter;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.StorageProvisioner;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two instances of the service on one database, behind a balancer: each call goes to the instance
 * that the call before did not go to.
 */
record AlternatingFixture(StoreFixture first, StoreFixture second, AtomicInteger calls)
        implements StoreFixture {

    /** Opens two instances, one after the other. */
    static StoreFixture open(Opener opener, Path directory, List<Schema> schemas) {
        StoreFixture first = opener.open(directory, schemas);
        try {
            return new AlternatingFixture(
                    first, opener.open(directory, schemas), new AtomicInteger());
        } catch (RuntimeException e) {
            first.close();
            throw e;
        }
    }

    @Override
    public RecordReader reader() {
        return next().reader();
    }

    @Override
    public RecordWriter writer() {
        return next().writer();
    }

    @Override
    public StorageProvisioner provisioner() {
        return next().provisioner();
    }

    @Override
    public void close() {
        try (first) {
            second.close();
        }
    }

    private StoreFixture next() {
        return calls.incrementAndGet() % 2 == 0 ? first : second;
    }
}
