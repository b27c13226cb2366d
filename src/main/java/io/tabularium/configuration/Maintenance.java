package io.tabularium.configuration;

import io.tabularium.application.command.BackUpHandler;
import io.tabularium.application.command.CheckIndexesHandler;
import io.tabularium.application.command.ClusterRecordsHandler;

import java.util.Optional;

/**
 * The handlers of work on the whole storage, as far as the storage offers it. Closed, and with it
 * what is under way, before the storage is.
 */
record Maintenance(
        Optional<BackUpHandler> backups,
        Optional<ClusterRecordsHandler> clusterings,
        Optional<CheckIndexesHandler> checks)
        implements AutoCloseable {

    boolean isBackingUp() {
        return backups.filter(BackUpHandler::isRunning).isPresent();
    }

    @Override
    public void close() {
        backups.ifPresent(BackUpHandler::close);
        clusterings.ifPresent(ClusterRecordsHandler::close);
        checks.ifPresent(CheckIndexesHandler::close);
    }
}
