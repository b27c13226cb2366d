package io.tabularium.contract;

import io.tabularium.PostgreSqlServer;
import io.tabularium.adapter.jdbc.SlowQueries;
import io.tabularium.adapter.jdbc.receipt.ReceiptLimits;
import io.tabularium.adapter.jdbc.write.WriterSettings;
import io.tabularium.adapter.postgresql.PostgreSqlOptions;
import io.tabularium.adapter.postgresql.PostgreSqlRecordStore;
import io.tabularium.adapter.postgresql.PostgreSqlStorage;
import io.tabularium.adapter.postgresql.engine.PostgreSqlSettings;
import io.tabularium.domain.record.RecordIdGenerator;
import io.tabularium.domain.record.RecordReader;
import io.tabularium.domain.record.RecordWriter;
import io.tabularium.domain.schema.Schema;
import io.tabularium.domain.schema.StorageProvisioner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** PostgreSQL, in a database schema of its own. */
record PostgreSqlFixture(PostgreSqlStorage storage, PostgreSqlRecordStore records)
        implements StoreFixture {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The store of a directory on the server of the tests. */
    static PostgreSqlFixture open(Path directory, List<Schema> schemas) {
        return open(PostgreSqlServer.url(), directory, schemas);
    }

    /** The store of a directory: the name of its database schema is kept there. */
    static PostgreSqlFixture open(String url, Path directory, List<Schema> schemas) {
        PostgreSqlStorage storage =
                new PostgreSqlStorage(
                        new PostgreSqlOptions(
                                settings(url, directory),
                                new WriterSettings(
                                        1_000,
                                        64,
                                        PATIENCE,
                                        new ReceiptLimits(Duration.ofHours(1), 10_000, 100_000_000),
                                        new SlowQueries(PATIENCE))),
                        new RecordIdGenerator(InstantSource.system(), new SecureRandom()),
                        InstantSource.system());
        try {
            return new PostgreSqlFixture(storage, storage.provision(schemas));
        } catch (RuntimeException e) {
            storage.close();
            throw e;
        }
    }

    /** How the store of a directory on the server of the tests is reached. */
    static PostgreSqlSettings settings(Path directory) {
        return settings(PostgreSqlServer.url(), directory);
    }

    private static PostgreSqlSettings settings(String url, Path directory) {
        return new PostgreSqlSettings(
                url, null, null, schemaOf(directory), 4, 2, 2, 2, PATIENCE, PATIENCE);
    }

    private static String schemaOf(Path directory) {
        Path name = directory.resolve("schema");
        try {
            if (!Files.exists(name)) {
                Files.writeString(name, PostgreSqlServer.newSchema());
            }
            return Files.readString(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public RecordReader reader() {
        return records.reader();
    }

    @Override
    public RecordWriter writer() {
        return records.writer();
    }

    @Override
    public StorageProvisioner provisioner() {
        return storage::provision;
    }

    @Override
    public void close() {
        records.close();
        storage.close();
    }
}
