package io.tabularium.application.command;

import io.tabularium.domain.maintenance.Snapshot;
import io.tabularium.domain.maintenance.StorageBackup.Phase;

import java.util.Optional;

/**
 * How far a backup is.
 *
 * @param phase the one under way, or the last
 * @param copied so many rows are copied
 * @param all so many there are to be copied
 * @param snapshot what was made, once it is
 */
public record BackupProgress(Phase phase, long copied, long all, Optional<Snapshot> snapshot) {}
