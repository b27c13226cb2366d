package io.tabularium.adapter.postgresql;

import io.tabularium.domain.maintenance.StorageExport;
import io.tabularium.domain.maintenance.StorageRestore;
import io.tabularium.domain.storage.Lacking;
import io.tabularium.domain.storage.StorageAtRest;

import java.util.Optional;

/**
 * A storage on a server, as commands find it.
 *
 * @param transfer reaches the server
 * @param export moves what the transfer gives and takes
 */
public record PostgreSqlAtRest(PostgreSqlTransfer transfer, StorageExport export)
        implements StorageAtRest {

    @Override
    public Optional<String> whyMissing() {
        return transfer.whyMissing();
    }

    @Override
    public Optional<StorageRestore> restore() {
        return Optional.empty();
    }

    @Override
    public Lacking lacking() {
        return PostgreSqlStorage.LACKING;
    }
}
